-- What plans were said to cost, and what the bill says after they were applied.
create table estimate (
  id            uuid primary key,
  plan_id       uuid unique,
  run_id        uuid,
  application   text,
  environment   text,
  currency      text        not null,
  delta         numeric     not null,
  corrected     numeric     not null,
  result        jsonb       not null,
  realised      numeric, -- how the application's cost of a month moved, null while not known
  realised_days int,
  made_at       timestamptz not null
);
create index estimate_made on estimate (made_at desc, id desc);

create table estimate_line (
  estimate_id   uuid    not null references estimate on delete cascade,
  address       text    not null,
  type          text    not null,
  resource      text, -- as the bill names it
  after         numeric not null,
  measured      numeric, -- of a month by the bill, null while not known
  measured_days int,
  primary key (estimate_id, address)
);
create index estimate_line_measured on estimate_line (type) where measured is not null;
