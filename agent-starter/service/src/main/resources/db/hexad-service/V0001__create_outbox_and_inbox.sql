-- Messages that wait to be sent; a row lives from the commit of its cause to the broker's acknowledgement.
create table outbox (
  id         bigint generated always as identity primary key,
  topic      text        not null,
  key        text        not null,
  envelope   jsonb       not null,
  created_at timestamptz not null default now()
);

-- Messages that were handled; a redelivery finds its id here and does nothing.
create table inbox (
  consumer    text        not null,
  message_id  uuid        not null,
  received_at timestamptz not null default now(),
  primary key (consumer, message_id)
);
create index inbox_received_at on inbox (received_at);

-- Messages that this release cannot read: kept for people, never dropped.
create table parked_message (
  id        bigint generated always as identity primary key,
  consumer  text        not null,
  reason    text        not null,
  payload   text        not null,
  parked_at timestamptz not null default now()
);
