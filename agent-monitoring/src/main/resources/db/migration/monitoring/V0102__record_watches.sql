-- A revision in a cluster may have no address of its own.
alter table watched alter column url drop not null;
alter table watched alter column metrics_url drop not null;

-- What was seen while a rollout was watched; kept when the verdict is given.
create table watch (
  id                uuid primary key, -- the command, and the verdict
  application_id    uuid        not null,
  application       text        not null,
  environment       text        not null,
  revision          int         not null,
  role              text        not null,
  baseline_revision int,
  commit_id         text,
  source            text        not null,
  window_seconds    int         not null,
  state             text        not null check (state in ('RUNNING', 'INTERRUPTED', 'GIVEN')),
  interim           jsonb       not null, -- the newest ruling
  points            jsonb       not null,
  started_at        timestamptz not null,
  seen_at           timestamptz not null
);
create index watch_open on watch (started_at desc) where state <> 'GIVEN';

create index verdict_given on verdict (given_at desc, id desc);
create index verdict_application on verdict (application_id, environment, given_at desc);
