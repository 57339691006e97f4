-- What the logs of providers say that was done, and how far each of them is read.
create table activity (
  provider  text        not null,
  account   text        not null,
  id        text        not null,
  at        timestamptz not null,
  who       text        not null,
  what      text        not null,
  region    text        not null,
  source    text        not null,
  address   text,
  resource  text,
  resources text[]      not null,
  own       boolean     not null,
  problem   text,
  primary key (provider, account, id)
);
create index activity_newest on activity (at desc, id desc);
create index activity_of_resource on activity using gin (resources);

create table activity_log (
  provider      text        not null,
  account       text        not null,
  source        text        not null,
  region        text        not null,
  account_name  text        not null,
  state         text        not null,
  read_to       timestamptz not null,
  read_at       timestamptz,
  failures      int         not null default 0,
  problem       text,
  due_at        timestamptz not null,
  claim         uuid,
  claimed_until timestamptz,
  primary key (provider, account, source, region)
);

create index audit_trail_newest on audit_trail (at desc, id desc);
