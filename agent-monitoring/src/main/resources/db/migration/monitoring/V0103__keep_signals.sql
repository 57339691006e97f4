-- A query, or a figure of what runs, that is followed over time.
create table signal (
  id             bigint generated always as identity primary key,
  key            text        not null unique, -- application/environment/name
  name           text        not null,
  application_id uuid,
  application    text,
  environment    text,
  unit           text        not null,
  direction      text        not null check (direction in ('UP', 'DOWN', 'BOTH')),
  origin         text        not null check (origin in ('FOUND', 'CONFIGURED')),
  source         text,                        -- null for what is read from revisions
  query          text        not null default '',
  seconds        int         not null,
  owner          text,
  ended_at       timestamptz,                 -- no longer configured, or no longer running
  last_at        timestamptz,
  last_value     double precision,
  last_low       double precision,
  last_high      double precision,
  last_score     real,
  last_reason    text,
  failure        text,                        -- why it cannot be read now
  failing_since  timestamptz,
  detector       bytea,                       -- its state
  detector_at    timestamptz                  -- the newest value in it
);
create index signal_application on signal (application_id, environment);

-- Values as read, with the range that was expected then.
create table point (
  signal_id bigint           not null,
  at        timestamptz      not null,
  value     double precision not null,
  low       double precision,
  high      double precision,
  score     real             not null,
  primary key (signal_id, at)
) partition by range (at);
create table point_rest partition of point default;

-- What is left of a value after some days.
create table point_hour (
  signal_id bigint           not null,
  hour      timestamptz      not null,
  count     int              not null,
  least     double precision not null,
  mean      double precision not null,
  most      double precision not null,
  primary key (signal_id, hour)
);

create table anomaly (
  id        uuid primary key,
  signal_id bigint           not null references signal,
  at        timestamptz      not null,
  value     double precision not null,
  expected  double precision,
  low       double precision,
  high      double precision,
  score     real             not null,
  reason    text             not null,
  unique (signal_id, at)
);
create index anomaly_at on anomaly (at desc, id desc);
