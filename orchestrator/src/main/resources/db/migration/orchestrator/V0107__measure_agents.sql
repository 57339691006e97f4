alter table run_command
  add column capability text,
  add column sent_at timestamptz;

-- How long commands ran and how they ended, from the ledger alone.
create table command_usage (
  command_id uuid primary key,
  tenant     text        not null,
  agent      text        not null,
  attempts   int         not null default 1,
  started_at timestamptz,
  ended_at   timestamptz,
  outcome    text        check (outcome in ('SUCCEEDED', 'FAILED', 'CANCELLED'))
);
create index command_usage_ended on command_usage (tenant, ended_at);

create table command_usage_position (
  one      boolean primary key default true check (one),
  sequence bigint not null
);
insert into command_usage_position (sequence) values (0);
