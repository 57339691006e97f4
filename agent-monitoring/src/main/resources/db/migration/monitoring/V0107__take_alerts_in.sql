-- What other systems told, as they told it, until it has become alerts.
create table intake (
  id          bigint generated always as identity primary key,
  received_at timestamptz not null,
  alerts      text        not null,
  attempts    int         not null default 0,
  -- Why it could not be taken; it stays here for somebody to look at.
  failure     text
);

create index intake_waiting on intake (id) where failure is null;
