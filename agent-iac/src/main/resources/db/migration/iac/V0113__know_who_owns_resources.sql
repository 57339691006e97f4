-- By which ids resources of current states are known to their providers; states themselves are encrypted.
create table state_identity (
  workspace text not null,
  key       text not null,
  address   text not null,
  type      text not null,
  primary key (workspace, key, address)
);
create index state_identity_key on state_identity (key);

-- The version whose resources are there; others are read when somebody has the time.
alter table state add column indexed bigint not null default 0;
