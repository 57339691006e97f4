-- Every version of a resource says from when to when it held; parts of accounts are read one by one.
create table resource (
  uid        uuid        not null,
  version    int         not null,
  provider   text        not null,
  account    text        not null,
  scope_region text      not null,
  service    text        not null,
  region     text        not null,
  type       text        not null,
  id         text        not null,
  name       text        not null,
  state      text        not null,
  owner      text,
  tags       jsonb       not null,
  relations  jsonb       not null,
  created_at timestamptz,
  raw        jsonb       not null,
  hash       bigint      not null,
  removed    boolean     not null,
  valid_from timestamptz not null,
  valid_to   timestamptz,
  primary key (uid, version)
) with (toast_tuple_target = 256);

insert into resource
select encode(substr(sha256(convert_to(provider, 'UTF8') || '\x00'::bytea
         || convert_to(account, 'UTF8') || '\x00'::bytea || convert_to('docker.' || type, 'UTF8')
         || '\x00'::bytea || convert_to(id, 'UTF8')), 1, 16), 'hex')::uuid,
       version, provider, account, region, 'engine', region, 'docker.' || type, id, name, state, null,
       labels, '[]', created_at, raw, 0, removed, seen_at,
       lead(seen_at) over (partition by provider, account, type, id order by version)
from resource_version;
drop table resource_version;

create unique index resource_current on resource (uid) where valid_to is null;
create index resource_in_scope on resource (provider, account, scope_region, service) include (uid, hash)
  where valid_to is null and not removed;
create index resource_by_type on resource (type, name, uid) where valid_to is null and not removed;
create index resource_by_name on resource (name, uid) where valid_to is null and not removed;
create index resource_by_id on resource (id);
create index resource_by_age on resource (valid_from, uid);
create index resource_tags on resource using gin (tags jsonb_path_ops);
create index resource_relations on resource using gin (relations jsonb_path_ops);

create table cloud_account (
  name       text        not null primary key,
  provider   text        not null,
  account    text,
  state      text        not null,
  detail     text        not null,
  checked_at timestamptz not null
);

create table scope (
  provider      text        not null,
  account       text        not null,
  region        text        not null,
  service       text        not null,
  account_name  text        not null,
  state         text        not null,
  failures      int         not null default 0,
  problem       text,
  read_at       timestamptz,
  failed_at     timestamptz,
  took_millis   bigint,
  due_at        timestamptz not null,
  claim         uuid,
  claimed_until timestamptz,
  primary key (provider, account, region, service)
);
create index scope_due on scope (due_at);
