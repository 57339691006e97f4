alter table run
  add column ref       text,
  add column commit_id text,
  add column author    text;
create index run_open on run (tenant, state, created_at) where finished_at is null;
drop index run_created;
create index run_created on run (tenant, created_at desc, id desc);
drop index run_application;
create index run_application on run (application_id, created_at desc, id desc);
create index run_commit on run (commit_id) where commit_id is not null;
