alter table repository add column provider text;
alter table repository add column api_url text;
alter table repository add column token_secret text;

alter table build add column run_id uuid;
alter table build add column stage text;
alter table build add column ref text;
alter table build add column author text;
alter table build add column message text;
alter table build add column pull_request bigint;
alter table build add column reason text;
alter table build add column tests_skipped int;
alter table build add column coverage double precision;
alter table build add column steps jsonb;
alter table build add column inherited_from uuid;
alter table build add column image_tag text;
alter table build add column attestation jsonb;
create index build_by_application on build (application_id, finished_at desc);
create index build_by_run on build (run_id);

create table artifact (
  id             uuid primary key,
  command_id     uuid        not null,
  run_id         uuid,
  application_id uuid        not null,
  name           text        not null,
  files          int         not null,
  bytes          bigint      not null,
  sha256         text        not null,
  location       text        not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null
);
create index artifact_by_run on artifact (run_id);
create index artifact_by_application on artifact (application_id, created_at desc);
create index artifact_expires on artifact (expires_at);

create table test_result (
  build_id       uuid        not null,
  application_id uuid        not null,
  commit_id      text        not null,
  suite          text        not null,
  name           text        not null,
  outcome        text        not null check (outcome in ('PASSED', 'FAILED', 'SKIPPED')),
  millis         bigint      not null,
  recorded_at    timestamptz not null default now(),
  primary key (build_id, suite, name, outcome)
);
create index test_result_by_test on test_result (application_id, suite, name, recorded_at desc);
create index test_result_recorded on test_result (recorded_at);

-- Deliveries: what they were about, whether somebody has to approve them, and the body for another try.
alter table delivery add column change jsonb;
alter table delivery add column paths jsonb;
alter table delivery add column body bytea;
alter table delivery add column redelivery_of uuid;
alter table delivery add column decided_by text;
alter table delivery drop constraint delivery_verdict_check;
alter table delivery add constraint delivery_verdict_check
  check (verdict in ('ACCEPTED', 'IGNORED', 'HELD', 'DENIED', 'REFUSED'));
create index delivery_by_run on delivery (run_id);
create index delivery_by_application on delivery (application_id, received_at desc);

-- Where each branch and tag was when it was last told of, and by whom.
create table branch_head (
  application_id uuid        not null,
  ref            text        not null,
  commit_id      text        not null,
  source         text        not null check (source in ('hook', 'poll', 'first')),
  seen_at        timestamptz not null default now(),
  primary key (application_id, ref)
);

-- How far builds in Jenkins were followed.
create table jenkins_run (
  command_id uuid   primary key,
  job        text   not null,
  queue_id   bigint not null,
  number     int,
  log_offset bigint not null
);

-- Runs that Git hosts are told of: what is so, and what they know.
create table commit_report (
  run_id          uuid        primary key,
  application_id  uuid        not null,
  commit_id       text        not null,
  pull_request    int,
  name            text        not null,
  state           text        not null,
  reason          text,
  reported_state  text,
  check_id        text,
  attempts        int         not null default 0,
  problem         text,
  next_attempt_at timestamptz not null default now()
);
create index commit_report_due on commit_report (next_attempt_at)
  where reported_state is distinct from state;
