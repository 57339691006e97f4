-- Every change of a resource is a row; the latest one says how it is now, or that it is gone.
create table resource_version (
  provider   text        not null,
  account    text        not null,
  type       text        not null,
  id         text        not null,
  version    int         not null,
  latest     boolean     not null,
  removed    boolean     not null,
  name       text        not null,
  region     text        not null,
  state      text        not null,
  labels     jsonb       not null,
  created_at timestamptz,
  raw        jsonb       not null,
  hash       bytea       not null,
  seen_at    timestamptz not null,
  primary key (provider, account, type, id, version)
);
create unique index resource_latest on resource_version (provider, account, type, id) where latest;
create index resource_by_id on resource_version (provider, type, id);
