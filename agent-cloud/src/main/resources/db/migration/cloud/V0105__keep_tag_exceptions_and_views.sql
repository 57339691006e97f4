create table tag_exception (
  policy     text        not null,
  uid        uuid        not null,
  owner      text        not null,
  reason     text        not null,
  expires_at timestamptz not null,
  primary key (policy, uid)
);

-- Filters that somebody gave a name.
create table saved_view (
  name       text        primary key,
  filter     text        not null,
  sort       text        not null,
  saved_by   text        not null,
  saved_at   timestamptz not null
);
