create table repository (
  application_id uuid primary key,
  name           text not null,
  url            text not null,
  default_branch text not null,
  secret_name    text not null
);

-- Verified deliveries. Both the sender's id and the body can be seen only once.
create table delivery (
  id             uuid primary key,
  application_id uuid        not null,
  provider       text        not null,
  delivery_id    text        not null,
  body_hash      bytea       not null,
  kind           text        not null,
  verdict        text        not null check (verdict in ('ACCEPTED', 'IGNORED')),
  reason         text,
  run_id         uuid,
  received_at    timestamptz not null default now(),
  unique (application_id, delivery_id),
  unique (application_id, body_hash)
);
create index delivery_received on delivery (received_at desc);

create table build (
  id             uuid primary key, -- the command
  application_id uuid        not null,
  application    text        not null,
  commit_id      text        not null,
  state          text        not null,
  version        text,
  image          text,
  tests_passed   int,
  tests_failed   int,
  duration_ms    bigint      not null,
  finished_at    timestamptz not null default now()
);
create index build_finished on build (finished_at desc);
