-- Commands of agents on HTTP, from the bus until they are answered.
create table transport_command (
  sequence         bigint generated always as identity unique,
  command_id       uuid primary key,
  agent_id         text        not null,
  tenant           text        not null,
  capability       text        not null,
  envelope         jsonb       not null,
  state            text        not null
                   check (state in ('WAITING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  attempt          int         not null default 0,
  lease            uuid,        -- changes with every handing out: an older one is refused
  lease_until      timestamptz,
  lease_seconds    bigint,      -- what the agent asked for when it took the command
  cancel_requested boolean     not null default false,
  answer           jsonb,
  received_at      timestamptz not null default now(),
  finished_at      timestamptz
);
create index transport_command_open on transport_command (agent_id, sequence)
  where state in ('WAITING', 'RUNNING');
create index transport_command_finished on transport_command (finished_at)
  where finished_at is not null;

create table transport_log (
  command_id uuid   not null references transport_command (command_id) on delete cascade,
  start      bigint not null, -- offset of the first byte
  bytes      bytea  not null,
  primary key (command_id, start)
);

-- Events that an agent on HTTP wants, kept for a week.
create table transport_event (
  sequence    bigint generated always as identity primary key,
  id          uuid        not null unique,
  tenant      text        not null,
  type        text        not null,
  envelope    jsonb       not null,
  received_at timestamptz not null default now()
);
create index transport_event_type on transport_event (tenant, type, sequence);
create index transport_event_age on transport_event (received_at);
