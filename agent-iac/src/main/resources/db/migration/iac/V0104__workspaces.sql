create table workspace (
  name            text primary key,
  application_id  uuid        not null,
  application     text        not null,
  repository      text        not null,
  ref             text        not null,
  directory       text        not null,
  environment     text,
  tool            text        not null,
  last_plan       uuid        not null,
  last_plan_at    timestamptz not null,
  -- how it was planned that was applied last; null before the first apply
  applied         bytea, -- sealed: variables may be secret
  applied_commit  text,
  applied_at      timestamptz,
  drift_state     text        not null default 'UNKNOWN'
    check (drift_state in ('UNKNOWN', 'NONE', 'DRIFTED', 'FAILED')),
  drift_at        timestamptz,
  drifted         int         not null default 0,
  drift           jsonb       not null default '[]', -- masked
  drift_reason    text,
  drift_due_at    timestamptz, -- null for never
  created_at      timestamptz not null default now()
);
create index workspace_drift_due on workspace (drift_due_at) where drift_due_at is not null;

-- How each plan was made, until it is applied or ends.
create table planned_configuration (
  plan_id uuid  primary key,
  sealed  bytea not null
);

-- The secret with a token for the repository of an application.
create table repository_token (
  application_id uuid primary key,
  secret         text
);
