-- Applications by name, as the orchestrator tells them.
create table application (
  id   uuid primary key,
  name text not null,
  team text
);
create index application_name on application (name);

alter table alert alter column application_id drop not null;
alter table alert alter column environment drop not null;
alter table alert alter column revision drop not null;
alter table alert drop constraint alert_state_check;
alter table alert add constraint alert_state_check
  check (state in ('PENDING', 'FIRING', 'ACKNOWLEDGED', 'RESOLVED'));
alter table alert add column application text;
alter table alert add column origin text not null default 'RULE';
update alert set origin = 'STANDING';
alter table alert add column signal text;            -- its key
alter table alert add column labels jsonb not null default '{}';
alter table alert add column link text;
alter table alert add column value double precision;
alter table alert add column worst double precision; -- how far out it was when it was last told
alter table alert add column pending_since timestamptz;
alter table alert add column good_since timestamptz; -- it waits for its end
alter table alert add column seen_at timestamptz;
alter table alert add column ends_at timestamptz;    -- when nobody tells it again
alter table alert add column acknowledged_at timestamptz;
alter table alert add column acknowledged_by text;
alter table alert add column muted text;             -- why it is not told
alter table alert add column incident_id uuid;
drop index alert_firing;
create unique index alert_open on alert (fingerprint) where state <> 'RESOLVED';
create index alert_incident on alert (incident_id);

-- What became of each alert.
create table alert_change (
  id       bigint generated always as identity primary key,
  alert_id uuid        not null references alert,
  at       timestamptz not null,
  change   text        not null,
  who      text,
  note     text
);
create index alert_change_alert on alert_change (alert_id, id);

create table silence (
  id          uuid primary key,
  rule        text,        -- with * at its end for the rest; null for all
  application text,
  environment text,
  reason      text        not null,
  who         text        not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  ended_by    text,
  check (from_at < to_at)
);
create index silence_to on silence (to_at);

-- While something is rolled out, lesser alerts keep quiet.
create table rollout (
  application_id uuid        not null,
  environment    text        not null,
  until          timestamptz not null,
  primary key (application_id, environment)
);
