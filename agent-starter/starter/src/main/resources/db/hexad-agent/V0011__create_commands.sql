-- Commands as received; a row is the authority on what was asked and how it ended.
create table command (
  id               uuid primary key,
  capability       text        not null,
  envelope         jsonb       not null,
  state            text        not null check (state in ('RECEIVED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  attempt          int         not null default 0,
  lease_owner      uuid,
  lease_until      timestamptz,
  cancel_requested boolean     not null default false,
  received_at      timestamptz not null default now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  result           jsonb,
  problem          jsonb
);
create index command_open on command (received_at) where state in ('RECEIVED', 'RUNNING');

-- Live output of commands, in chunks that start at a byte offset.
create table command_log (
  command_id   uuid   not null references command (id) on delete cascade,
  start_offset bigint not null,
  bytes        bytea  not null,
  primary key (command_id, start_offset)
);
