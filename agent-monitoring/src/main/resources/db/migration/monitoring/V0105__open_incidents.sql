create table incident (
  id              uuid primary key,
  key             text        not null, -- what its alerts have in common
  title           text        not null,
  severity        text        not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
  application_id  uuid,
  application     text,
  environment     text,
  state           text        not null check (state in ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')),
  opened_at       timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at     timestamptz,
  changes         int         not null default 0, -- told so far; numbers the notifications
  quiet_until     timestamptz,                    -- more alerts alone are told from then on
  untold          int         not null default 0, -- alerts that wait for it
  escalated       int         not null default 0, -- steps taken
  escalate_at     timestamptz,
  suspects        jsonb,                          -- null until asked for
  suspects_note   text
);
create unique index incident_open on incident (key) where state <> 'RESOLVED';
create index incident_opened on incident (opened_at desc, id desc);
create index incident_escalate on incident (escalate_at) where escalate_at is not null;

create table incident_entry (
  id          bigint generated always as identity primary key,
  incident_id uuid        not null references incident,
  at          timestamptz not null,
  kind        text        not null,
  text        text        not null,
  who         text
);
create index incident_entry_incident on incident_entry (incident_id, id);

-- One for each change and channel: the key makes it one.
create table notification (
  id          uuid primary key,
  key         text        not null unique,
  incident_id uuid        not null references incident,
  channel     text        not null,
  change      text        not null,
  message     jsonb       not null,
  state       text        not null check (state in ('WAITING', 'SENT', 'GIVEN_UP')),
  attempts    int         not null default 0,
  next_at     timestamptz not null,
  created_at  timestamptz not null,
  sent_at     timestamptz,
  failure     text
);
create index notification_due on notification (next_at) where state = 'WAITING';
create index notification_incident on notification (incident_id, created_at);
