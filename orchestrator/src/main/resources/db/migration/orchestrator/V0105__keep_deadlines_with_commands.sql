-- One row for each command that was sent says when its time is up, instead of a timer for each.
alter table run_command
  add column attempt int not null default 0,
  add column due_at timestamptz; -- null once it was looked at
create index run_command_due on run_command (due_at) where due_at is not null;

-- The document is written and read as a whole.
alter table run alter column document type text;
