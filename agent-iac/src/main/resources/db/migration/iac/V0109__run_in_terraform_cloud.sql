-- The run of Terraform Cloud that a command has made, so that no second one is made.
create table hosted_run (
  command_id    uuid primary key,
  workspace     text        not null,
  address       text        not null,
  organization  text        not null,
  name          text        not null, -- of the workspace there
  workspace_id  text        not null,
  configuration text, -- null until its version is made
  run           text, -- null until it is made
  confirmed_by  uuid, -- the command that has it applied
  ended         boolean     not null default false, -- known to do nothing any more
  created_at    timestamptz not null default now()
);
create index hosted_run_workspace on hosted_run (workspace) where not ended;
