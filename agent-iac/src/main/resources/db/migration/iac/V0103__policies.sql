alter table plan
  add column environment text,
  add column findings jsonb not null default '[]',
  add column risk text not null default 'LOW',
  add column drift jsonb not null default '[]', -- what is otherwise than the state says, masked
  add column drifted int not null default 0,
  add column refresh_only boolean not null default false;

create table policy_exception (
  id         uuid primary key,
  policy     text        not null,
  workspace  text,
  address    text,
  reason     text        not null,
  owner      text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table policy_override (
  workspace text        not null,
  policy    text        not null,
  address   text        not null, -- empty for the plan as a whole
  reason    text        not null,
  by        text        not null,
  at        timestamptz not null default now(),
  primary key (workspace, policy, address)
);
