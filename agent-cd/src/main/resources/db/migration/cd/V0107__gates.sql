-- A deployment that waits for the gates of its environment.
alter table deployment drop constraint deployment_state_check;
alter table deployment add constraint deployment_state_check check (state in
  ('PLANNED', 'STARTING', 'CANARY', 'STABLE', 'SUPERSEDED', 'FAILED', 'ROLLED_BACK'));

-- What people say of a plan; it counts for exactly that plan.
create table decision (
  deployment_id uuid        not null references deployment (id) on delete cascade,
  plan          text        not null,
  subject       text        not null,
  approved      boolean     not null,
  comment       text,
  decided_at    timestamptz not null,
  primary key (deployment_id, plan, subject)
);

-- Alerts that fire now, as their events tell.
create table firing_alert (
  alert_id       uuid primary key,
  application_id uuid not null,
  environment    text,
  severity       text not null,
  title          text not null,
  raised_at      timestamptz not null
);
create index firing_alert_application on firing_alert (application_id);
