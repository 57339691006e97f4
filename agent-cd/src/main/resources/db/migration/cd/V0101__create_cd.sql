create table environment (
  application_id uuid not null,
  name           text not null,
  port           int  not null unique,
  canary_percent int  not null default 0,
  primary key (application_id, name)
);

create table deployment (
  id             uuid primary key, -- the command that asked for it
  version        bigint      not null,
  application_id uuid        not null,
  application    text        not null,
  environment    text        not null,
  revision       int         not null,
  state          text        not null
    check (state in ('STARTING', 'CANARY', 'STABLE', 'SUPERSEDED', 'FAILED', 'ROLLED_BACK')),
  target         text        not null,
  parameters     jsonb       not null, -- everything needed to start it again
  commit_id      text,
  author         text,
  running        jsonb,                -- what the target needs to find it again
  reason         text,
  started_at     timestamptz not null,
  updated_at     timestamptz not null,
  unique (application_id, environment, revision)
);
-- At most one of each per environment.
create unique index deployment_stable on deployment (application_id, environment) where state = 'STABLE';
create unique index deployment_canary on deployment (application_id, environment) where state = 'CANARY';
