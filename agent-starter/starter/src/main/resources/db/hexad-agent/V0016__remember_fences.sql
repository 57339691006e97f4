-- The highest token that was seen for each leased resource: who comes with a lower one has lost
-- his lease without knowing, and must change nothing.
create table fence (
  resource text primary key,
  token    bigint      not null,
  seen_at  timestamptz not null default now()
);
