-- Commands that went back; such a command begun again after a crash must not go back once more.
create table rollback_done (
  command_id uuid primary key
);
