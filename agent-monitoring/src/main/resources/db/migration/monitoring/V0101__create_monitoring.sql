-- Revisions that run, as CD told it.
create table watched (
  deployment_id  uuid primary key,
  application_id uuid        not null,
  application    text        not null,
  environment    text        not null,
  revision       int         not null,
  role           text        not null,
  url            text        not null,
  metrics_url    text        not null,
  commit_id      text,
  author         text,
  run_id         uuid,
  since          timestamptz not null,
  failures       int         not null default 0
);
create index watched_environment on watched (application_id, environment);

-- Short history of what each scrape said; counters as the revision shows them.
create table sample (
  deployment_id uuid        not null,
  at            timestamptz not null,
  requests      double precision not null,
  errors        double precision not null,
  primary key (deployment_id, at)
);
create index sample_at on sample (at);

create table verdict (
  id             uuid primary key, -- the command
  application_id uuid        not null,
  environment    text        not null,
  revision       int         not null,
  commit_id      text,
  verdict        text        not null,
  reason         text        not null,
  result         jsonb       not null,
  given_at       timestamptz not null
);

create table alert (
  id             uuid primary key,
  fingerprint    text        not null,
  rule           text        not null,
  application_id uuid        not null,
  environment    text        not null,
  revision       int         not null, -- that was running when it was raised
  severity       text        not null,
  title          text        not null,
  description    text        not null,
  suspects       jsonb       not null,
  state          text        not null check (state in ('FIRING', 'RESOLVED')),
  raised_at      timestamptz not null,
  resolved_at    timestamptz,
  resolution     text
);
create unique index alert_firing on alert (fingerprint) where state = 'FIRING';
create index alert_raised on alert (raised_at desc);
