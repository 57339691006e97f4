-- One row for each state, so that writers come one after the other.
create table state (
  workspace  text primary key,
  version    bigint not null, -- the current one
  serial     bigint not null,
  lineage    text   not null,
  md5        text   not null, -- of the text
  fence      bigint not null default 0,
  deleted_at timestamptz
);

create table state_version (
  workspace         text        not null,
  version           bigint      not null,
  serial            bigint      not null,
  lineage           text        not null,
  terraform_version text,
  resources         int         not null,
  size_bytes        bigint      not null,
  md5               text        not null,
  created_at        timestamptz not null default now(),
  created_by        text        not null,
  command_id        uuid,
  restored_from     bigint,
  key_id            text        not null,
  data_key          bytea       not null, -- wrapped with the key of that id
  content           bytea       not null, -- compressed, then encrypted
  primary key (workspace, version)
);
create index state_version_key on state_version (key_id);
alter table state_version alter column content set storage external;

create table state_secret (
  workspace text not null,
  address   text not null,
  path      text not null,
  reason    text not null,
  primary key (workspace, address, path)
);

create table state_lock (
  workspace text primary key,
  id        text        not null,
  info      jsonb       not null,
  holder    text        not null,
  since     timestamptz not null default now()
);

-- What a running command may do with a state, until it ends or is not renewed.
create table state_grant (
  token_hash bytea primary key,
  workspace  text        not null,
  command_id uuid        not null,
  writes     boolean     not null,
  fence      bigint      not null,
  expires_at timestamptz not null
);
create index state_grant_command on state_grant (command_id);

create table state_access (
  id        bigint generated always as identity primary key,
  workspace text        not null,
  version   bigint,
  act       text        not null, -- read, written, locked, unlocked, restored, deleted
  by        text        not null,
  command_id uuid,
  at        timestamptz not null default now()
);
create index state_access_workspace on state_access (workspace, id desc);
