alter table application
  add column team text,
  add column depends_on text[] not null default '{}'; -- names of applications

-- What is left of error budgets, as monitoring told it last.
create table budget_view (
  tenant         text        not null,
  application_id uuid        not null,
  objective      text        not null,
  environment    text        not null, -- empty for all of them
  remaining      double precision not null,
  burn_rate      double precision not null,
  told_at        timestamptz not null,
  primary key (application_id, objective, environment)
);

-- Gates at which runs wait, so that news and people find them.
create table run_gate (
  run_id         uuid        not null references run (id) on delete cascade,
  stage          text        not null,
  tenant         text        not null,
  kind           text        not null,
  application_id uuid,
  reached_at     timestamptz not null,
  primary key (run_id, stage)
);
create index run_gate_reached on run_gate (tenant, reached_at, run_id, stage);

-- Who has something for himself, and who waits for it, in the order of their coming.
create sequence lease_token;
create table lease (
  id           uuid primary key,
  tenant       text        not null,
  holder       text        not null,
  run_id       uuid,
  stage        text,
  reason       text,
  resources    text[]      not null,
  place        bigint generated always as identity,
  token        bigint,      -- null while it waits
  ttl_seconds  int         not null,
  requested_at timestamptz not null,
  granted_at   timestamptz,
  expires_at   timestamptz not null
);
create index lease_resources on lease using gin (resources);
create index lease_expires on lease (expires_at);
create index lease_tenant on lease (tenant, place);
