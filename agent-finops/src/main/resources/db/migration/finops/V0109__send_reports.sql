-- Reports that are sent by themselves. Each time that one is due it stands here once.
create table report_schedule (
  name      text primary key,
  looked_at timestamptz not null -- what was due until then stands in report_delivery
);

create table report_delivery (
  id       uuid primary key,
  schedule text        not null,
  due_at   timestamptz not null,
  noted_at timestamptz not null, -- later, when the agent was not there
  state    text        not null,
  attempts int         not null default 0,
  failure  text,
  next_at  timestamptz not null,
  sent_at  timestamptz,
  unique (schedule, due_at)
);
create index report_delivery_waiting on report_delivery (next_at) where state = 'WAITING';
