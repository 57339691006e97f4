-- The change graph, which follows from the ledger and can be made anew from it at any time.
create table graph_node (
  tenant     text        not null,
  kind       text        not null,
  key        text        not null,
  name       text        not null,
  state      text,
  state_at   timestamptz, -- of the event that told the state; an older word does not replace it
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  primary key (tenant, kind, key)
);

create table graph_edge (
  tenant    text        not null,
  from_kind text        not null,
  from_key  text        not null,
  relation  text        not null,
  to_kind   text        not null,
  to_key    text        not null,
  since     timestamptz not null,
  sequence  bigint      not null, -- of the event that told it first
  primary key (tenant, from_kind, from_key, relation, to_kind, to_key)
);
create index graph_edge_to on graph_edge (tenant, to_kind, to_key);

-- What happened to what.
create table graph_change (
  sequence       bigint      not null,
  tenant         text        not null,
  at             timestamptz not null,
  kind           text        not null,
  subject_kind   text        not null,
  subject_key    text        not null,
  application_id uuid,
  environment    text,
  title          text        not null,
  author         text,
  commit_id      text,
  run_id         uuid,
  event_id       uuid        not null,
  early          boolean     not null default false, -- it claimed to be from the future
  amount         numeric,
  currency       text,
  primary key (sequence)
);
create index graph_change_application on graph_change (tenant, application_id, at desc, sequence desc);
create index graph_change_subject on graph_change (tenant, subject_kind, subject_key, at desc);
create index graph_change_time on graph_change (tenant, at desc, sequence desc);

-- Events that could not be read; they are passed over and stand in nobody's way.
create table graph_refusal (
  sequence bigint primary key,
  tenant   text        not null,
  type     text        not null,
  reason   text        not null,
  at       timestamptz not null default now()
);

create table graph_position (
  one           boolean primary key default true check (one),
  sequence      bigint      not null,
  rebuild_from  bigint,      -- head of the ledger when a rebuild began, null while none is going on
  rebuild_since timestamptz
);
insert into graph_position (sequence) values (0);
