-- Runs of a concurrency group, from the moment that they ask for their turn until they end.
create table run_queue (
  run_id        uuid primary key references run (id) on delete cascade,
  tenant        text        not null,
  group_key     text        not null,
  mode          text        not null check (mode in ('QUEUE', 'SUPERSEDE')),
  created_at    timestamptz not null, -- of the run; the order within the group
  admitted      boolean     not null default false,
  superseded_by uuid
);
create index run_queue_group on run_queue (tenant, group_key, created_at, run_id);
create unique index run_queue_admitted on run_queue (tenant, group_key) where admitted;

alter table application
  add column provider text check (provider in ('github', 'gitlab', 'gitea', 'bitbucket')),
  add column api_url text,
  add column token_secret text; -- name of the secret
