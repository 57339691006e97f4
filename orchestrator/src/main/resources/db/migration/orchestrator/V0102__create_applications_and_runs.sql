create table application (
  id             uuid primary key,
  version        bigint      not null,
  tenant         text        not null,
  name           text        not null,
  repository_url text        not null,
  default_branch text        not null,
  webhook_secret text        not null, -- name of the secret
  created_at     timestamptz not null,
  created_by     text        not null,
  unique (tenant, name)
);

create table run (
  id             uuid primary key,
  tenant         text        not null,
  application_id uuid,
  name           text        not null,
  state          text        not null,
  version        bigint      not null,
  created_at     timestamptz not null,
  finished_at    timestamptz,
  document       jsonb       not null
);
create index run_created on run (created_at desc, id desc);
create index run_application on run (application_id, created_at desc);

-- The stage that a command belongs to.
create table run_command (
  command_id uuid primary key,
  run_id     uuid not null references run (id) on delete cascade,
  stage      text not null
);

-- db-scheduler's table, as its version 16 documents it.
create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
