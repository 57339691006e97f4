create table plan (
  id             uuid primary key, -- the command
  workspace      text        not null,
  application_id uuid        not null,
  application    text        not null,
  repository     text        not null,
  commit_id      text        not null,
  directory      text        not null,
  tool           text        not null,
  hash           text        not null,
  to_add         int         not null,
  to_change      int         not null,
  to_destroy     int         not null,
  changes        jsonb       not null, -- sensitive values are masked
  state          text        not null check (state in ('PLANNED', 'APPLIED', 'STALE', 'DISCARDED')),
  reason         text,
  applied_by     uuid, -- the command that applied it
  added          int,
  changed        int,
  destroyed      int,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);
create index plan_created on plan (created_at desc);
create index plan_workspace on plan (workspace) where state = 'PLANNED';
