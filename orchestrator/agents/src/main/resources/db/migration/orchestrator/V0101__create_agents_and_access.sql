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
