-- The configuration in force, sealed: a restarted agent goes on with it before it is enrolled again.
create table configuration_kept (
  one      boolean primary key default true check (one),
  version  bigint not null,
  document bytea  not null
);
