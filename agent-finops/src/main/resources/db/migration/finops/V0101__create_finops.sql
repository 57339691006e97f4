create table cost_import (
  id          uuid primary key,
  source      text        not null,
  sample      boolean     not null,
  origin      text        not null,
  rows        int         not null,
  duplicates  int         not null,
  first_day   date        not null,
  last_day    date        not null,
  totals      jsonb       not null,
  imported_at timestamptz not null default now()
);
create index cost_import_time on cost_import (imported_at desc);

-- Every key holds the day, so that the table can be partitioned by it later.
create table cost_row (
  source         text        not null,
  sample         boolean     not null,
  day            date        not null,
  hash           bytea       not null,
  occurrence     int         not null, -- equal rows of one file are different charges
  import_id      uuid        not null,
  period_start   timestamptz not null,
  service        text        not null,
  provider       text,
  account        text,
  region         text,
  resource       text,
  category       text,
  currency       text        not null,
  billed         numeric     not null,
  effective      numeric     not null,
  usage_quantity numeric,
  tags           jsonb       not null,
  primary key (source, sample, day, hash, occurrence)
);
create index cost_row_day on cost_row (day);
