create table signing_key (
  id         text primary key,
  jwk        bytea       not null, -- encrypted with the master key
  created_at timestamptz not null default now()
);

create table api_token (
  id           uuid primary key,
  version      bigint      not null,
  tenant       text        not null,
  name         text        not null,
  hash         bytea       not null unique,
  role         text        not null check (role in ('VIEWER', 'OPERATOR', 'APPROVER', 'ADMIN')),
  created_at   timestamptz not null,
  created_by   text        not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create table enrolment_token (
  id          uuid primary key,
  tenant      text        not null,
  name        text        not null,
  hash        bytea       not null unique,
  auto_enable boolean     not null,
  created_at  timestamptz not null default now(),
  revoked_at  timestamptz
);

create table secret (
  tenant     text        not null,
  name       text        not null,
  value      bytea       not null, -- encrypted with the master key
  updated_at timestamptz not null,
  updated_by text        not null,
  primary key (tenant, name)
);

create table agent (
  id         text primary key,
  tenant     text        not null,
  state      text        not null check (state in ('INSTALLED', 'ENABLED', 'DISABLED')),
  manifest   jsonb       not null,
  updated_at timestamptz not null default now()
);

create table agent_instance (
  id               uuid primary key,
  agent_id         text        not null references agent (id) on delete cascade,
  base_url         text        not null,
  version          text        not null,
  started_at       timestamptz not null,
  last_seen_at     timestamptz not null,
  lease_expires_at timestamptz not null,
  healthy          boolean     not null,
  configuration_error text
);
create index agent_instance_agent on agent_instance (agent_id);

create table agent_configuration (
  agent_id   text        not null references agent (id) on delete cascade,
  version    bigint      not null,
  document   jsonb       not null,
  created_at timestamptz not null,
  created_by text        not null,
  primary key (agent_id, version)
);

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

create table ledger_head (
  one      boolean primary key default true check (one),
  sequence bigint not null,
  hash     bytea  not null
);
insert into ledger_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Ids are unique over all partitions, which a partitioned table cannot promise by itself.
create table ledger_id (
  event_id uuid primary key,
  sequence bigint not null
);

create table ledger (
  sequence       bigint      not null,
  recorded_at    timestamptz not null,
  event_id       uuid        not null,
  type           text        not null,
  subject        text        not null,
  correlation_id uuid        not null,
  tenant         text        not null,
  envelope       text        not null, -- as hashed
  hash           bytea       not null,
  primary key (sequence, recorded_at)
) partition by range (recorded_at);
create table ledger_default partition of ledger default;
create index ledger_type on ledger (type, sequence desc);
create index ledger_subject on ledger (subject, sequence desc);
create index ledger_correlation on ledger (correlation_id, sequence desc);

create table deployment_view (
  id             uuid primary key,
  tenant         text        not null,
  application_id uuid        not null,
  application    text        not null,
  environment    text        not null,
  revision       int         not null,
  state          text        not null,
  target         text        not null,
  image          jsonb       not null,
  commit_id      text,
  author         text,
  run_id         uuid,
  started_at     timestamptz not null,
  updated_at     timestamptz not null,
  reason         text
);
create index deployment_view_environment on deployment_view (application_id, environment, revision desc);

create table alert_view (
  id             uuid primary key,
  tenant         text        not null,
  application_id uuid,
  environment    text,
  severity       text        not null,
  title          text        not null,
  description    text        not null,
  suspects       jsonb       not null,
  state          text        not null check (state in ('FIRING', 'RESOLVED')),
  raised_at      timestamptz not null,
  resolved_at    timestamptz,
  resolution     text
);
create index alert_view_raised on alert_view (raised_at desc);

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
