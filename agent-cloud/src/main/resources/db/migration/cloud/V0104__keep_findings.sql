-- What checks have found, since when, and what was let pass until when.
create table finding (
  id          uuid        primary key,
  check_id    text        not null,
  severity    text        not null,
  uid         uuid        not null,
  provider    text        not null,
  account     text        not null,
  region      text        not null,
  type        text        not null,
  resource_id text        not null,
  name        text        not null,
  owner       text,
  state       text        not null,
  message     text        not null,
  evidence    jsonb       not null,
  opened_at   timestamptz not null,
  seen_at     timestamptz not null,
  seen_run    uuid        not null,
  resolved_at timestamptz,
  opened      int         not null default 1
);
create index finding_open on finding (severity, id) where state = 'OPEN';
create index finding_of_resource on finding (uid);
create index finding_of_check on finding (check_id, state);

create table finding_exception (
  id         uuid        primary key,
  check_id   text        not null,
  uid        uuid,
  owner      text        not null,
  reason     text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index finding_exception_of_check on finding_exception (check_id);

create table finding_event (
  id         bigint generated always as identity primary key,
  finding_id uuid        not null,
  at         timestamptz not null,
  what       text        not null,
  who        text        not null
);
create index finding_event_of_finding on finding_event (finding_id);

create table finding_day (
  day      date not null,
  severity text not null,
  open     int  not null,
  excepted int  not null,
  primary key (day, severity)
);

create table audit_run (
  id          uuid        primary key,
  started_at  timestamptz not null,
  finished_at timestamptz not null,
  checks      int         not null,
  resources   int         not null,
  opened      int         not null,
  resolved    int         not null,
  open        int         not null
);
