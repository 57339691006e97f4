-- What was asked for, what was found, what was done and how it is undone; and who did it.
create table act (
  id           uuid        primary key,
  request_key  text        unique,
  action       text        not null,
  parameters   jsonb       not null,
  provider     text        not null,
  reason       text        not null,
  state        text        not null,
  risk         text        not null,
  requested_by text        not null,
  decided_by   text,
  undo_of      uuid        references act,
  undone_by    uuid        references act,
  problem      text,
  created_at   timestamptz not null,
  finished_at  timestamptz,
  claimed_until timestamptz
);
create index act_newest on act (created_at desc, id desc);
create index act_open on act (claimed_until) where state = 'RUNNING';

create table act_step (
  act_id             uuid not null references act,
  number             int  not null,
  uid                uuid not null,
  account_name       text not null,
  account            text not null,
  region             text not null,
  type               text not null,
  resource_id        text not null,
  name               text not null,
  action             text not null,
  parameters         jsonb not null,
  state              text not null,
  before             text not null default '',
  after              text not null default '',
  inverse_action     text,
  inverse_parameters jsonb,
  attempts           int  not null default 0,
  problem            text,
  changed_at         timestamptz not null,
  primary key (act_id, number)
);
create index act_step_of on act_step (uid, changed_at desc);

create table audit_trail (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  who     text        not null,
  what    text        not null,
  act_id  uuid,
  uid     uuid,
  detail  text        not null
);
create index audit_trail_of_act on audit_trail (act_id);
create index audit_trail_of_resource on audit_trail (uid) where uid is not null;
