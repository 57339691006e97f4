-- Agents that an operator installed from a manifest; agents without a row enrolled by themselves.
create table plugin (
  agent_id        text primary key references agent (id) on delete cascade,
  tenant          text        not null,
  source          text        not null check (source in ('URL', 'FILE', 'IMAGE')),
  reference       text        not null, -- address or image; empty for a file
  digest          text        not null, -- sha256 of the canonical manifest; only this may enrol
  previous_digest text,                 -- may enrol too, while instances are replaced
  scopes          text[]      not null, -- granted
  installed_at    timestamptz not null default now(),
  installed_by    text        not null,
  changed_at      timestamptz not null default now(),
  changed_by      text        not null
);

-- A token that is bound to an agent enrols that one only.
alter table enrolment_token add column agent_id text;
create index enrolment_token_agent on enrolment_token (tenant, agent_id);

-- Configuration outlives the agent when its data is kept, and so needs its own tenant; every change
-- of the base or of an overlay takes the agent's next version number.
alter table agent_configuration drop constraint agent_configuration_agent_id_fkey;
alter table agent_configuration add column tenant text;
update agent_configuration c set tenant = a.tenant from agent a where a.id = c.agent_id;
alter table agent_configuration alter column tenant set not null;
alter table agent_configuration add column environment text not null default ''; -- '' is the base
alter table agent_configuration drop constraint agent_configuration_pkey;
alter table agent_configuration add primary key (tenant, agent_id, version);
create index agent_configuration_lane
  on agent_configuration (tenant, agent_id, environment, version desc);

-- The file that was applied last, so that only a changed file is applied again.
create table configuration_source (
  tenant     text primary key,
  digest     text        not null,
  applied_at timestamptz not null
);
