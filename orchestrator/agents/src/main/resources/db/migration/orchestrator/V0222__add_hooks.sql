-- Outgoing webhooks and what was sent to them.
create table hook (
  id              uuid primary key,
  tenant          text        not null,
  name            text        not null,
  url             text        not null,
  types           text[]      not null, -- names, or prefixes that end with *
  application_id  uuid,
  secret          bytea,                -- generated; encrypted with the master key
  secret_name     text,                 -- or the name of a stored one
  enabled         boolean     not null,
  disabled_reason text,
  failing_since   timestamptz,
  version         bigint      not null,
  created_at      timestamptz not null,
  created_by      text        not null,
  updated_at      timestamptz not null,
  updated_by      text        not null,
  check ((secret is null) <> (secret_name is null))
);
create index hook_tenant on hook (tenant, id);

create table hook_delivery (
  id              uuid primary key,
  hook_id         uuid        not null references hook (id) on delete cascade,
  tenant          text        not null,
  message_id      text        not null, -- the receiver's key against duplicates
  event_type      text        not null,
  body            text        not null, -- exactly what is signed
  state           text        not null check (state in ('PENDING', 'DELIVERED', 'FAILED')),
  attempts        int         not null default 0,
  next_attempt_at timestamptz,
  claimed_until   timestamptz,
  response_status int,
  response_body   text,
  error           text,
  duration_ms     bigint,
  created_at      timestamptz not null default now(),
  finished_at     timestamptz,
  unique (hook_id, message_id)
);
create index hook_delivery_due on hook_delivery (hook_id, next_attempt_at) where state = 'PENDING';
create index hook_delivery_list on hook_delivery (hook_id, id desc);
create index hook_delivery_age on hook_delivery (created_at);
