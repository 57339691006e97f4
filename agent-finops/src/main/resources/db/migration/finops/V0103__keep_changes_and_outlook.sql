-- What other agents did: to count units of work by, and to suspect when costs move.
create table work_done (
  id          uuid primary key,
  kind        text        not null,
  application text,
  environment text,
  title       text        not null,
  author      text,
  commit_id   text,
  run_id      uuid,
  millis      bigint,
  at          timestamptz not null
);
create index work_done_at on work_done (at);

-- One row; what is wanted is counted up by imports, what is done by whoever did it.
create table refresh_state (
  one           boolean primary key default true check (one),
  wanted        bigint      not null default 0,
  done          bigint      not null default 0,
  done_at       timestamptz not null default 'epoch',
  claimed_until timestamptz not null default 'epoch'
);
insert into refresh_state default values;

create table forecast (
  dimension   text        not null, -- total, provider, account, service, application or budget
  key         text        not null,
  currency    text        not null,
  sample      boolean     not null,
  last_day    date        not null, -- the last one that was known; the first step is the day after
  days        int         not null, -- of history
  point       float8[]    not null,
  low80       float8[]    not null,
  high80      float8[]    not null,
  low95       float8[]    not null,
  high95      float8[]    not null,
  weights     jsonb       not null,
  origins     int         not null,
  error       float8, -- mean absolute error of back-tests
  naive_error float8,
  mean        float8      not null, -- of the days that were known, to see errors beside
  covered80   float8,
  covered95   float8,
  better      boolean     not null,
  made_at     timestamptz not null,
  primary key (dimension, key, currency)
);

create table budget_crossing (
  budget       text        not null,
  period_start date        not null,
  threshold    int         not null,
  forecast     boolean     not null,
  sample       boolean     not null,
  cost         numeric     not null,
  limit_amount numeric     not null,
  currency     text        not null,
  at           timestamptz not null,
  primary key (budget, period_start, threshold, forecast)
);

create table anomaly (
  id          uuid primary key,
  start_day   date        not null,
  detected_on date        not null,
  ended_on    date, -- the first day that was ordinary again
  provider    text        not null, -- the parts are empty for any
  account     text        not null,
  service     text        not null,
  region      text        not null,
  application text        not null,
  currency    text        not null,
  up          boolean     not null,
  score       float8      not null,
  usual       numeric     not null, -- cost of an ordinary day
  at_stake    numeric     not null,
  driver      text        not null,
  explanation text        not null,
  cause_id    uuid,
  suspects    jsonb       not null,
  sample      boolean     not null,
  state       text        not null,
  note        text,
  decided_by  text,
  changed_at  timestamptz not null,
  found_at    timestamptz not null
);
create index anomaly_detected on anomaly (detected_on desc, id desc);
