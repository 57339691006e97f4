-- Requests of an objective by minute.
create table objective_count (
  objective text             not null,
  minute    timestamptz      not null,
  bad       double precision not null,
  total     double precision not null,
  primary key (objective, minute)
);

-- What was last told of each budget.
create table objective_state (
  objective text primary key,
  remaining double precision not null,
  burn_rate double precision not null,
  told_at   timestamptz      not null
);
