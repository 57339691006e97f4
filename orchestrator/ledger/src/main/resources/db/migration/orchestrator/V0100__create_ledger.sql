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
