-- What came of each moment at which a schedule starts or stops something.
create table schedule_turn (
  schedule      text        not null,
  at            timestamptz not null,
  kind          text        not null,
  done_at       timestamptz not null,
  act_id        uuid,
  problem       text,
  started_again boolean     not null default false,
  primary key (schedule, at)
);
