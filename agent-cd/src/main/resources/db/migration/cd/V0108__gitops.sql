-- As applications were registered.
create table repository (
  application_id uuid primary key,
  application    text not null,
  url            text not null,
  default_branch text not null,
  token_secret   text
);

-- Environments that follow a branch.
create table tracked (
  application_id uuid        not null,
  environment    text        not null,
  application    text        not null,
  branch         text        not null,
  auto           boolean     not null,
  prune          boolean     not null, -- whether what is gone from Git goes without being asked
  revert         boolean     not null, -- whether going back is written to the branch too
  paths          jsonb       not null, -- what of the repository matters, all of it when empty
  depends_on     jsonb       not null,
  poll_seconds   int         not null,
  held           text,                 -- why nothing comes by itself, null while it may
  due_at         timestamptz not null,
  -- What was found when somebody looked last.
  state          text        not null check (state in
    ('UNKNOWN', 'SYNCED', 'OUT_OF_SYNC', 'SYNCING', 'WAITING', 'FAILED')),
  reason         text,
  commit_id      text,
  digest         text,                 -- of the files that matter at that commit
  deployment_id  uuid,                 -- that was stable then
  items          jsonb       not null default '[]',
  rendered       int         not null default 0,
  checked_at     timestamptz,
  run_id         uuid,
  primary key (application_id, environment)
);
create index tracked_due on tracked (due_at);
