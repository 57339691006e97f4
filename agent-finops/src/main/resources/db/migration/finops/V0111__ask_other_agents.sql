-- What other agents know of resources and the bill does not tell; each topic is replaced as a whole.
create table leftover (
  topic     text not null,
  rule      text not null,
  resource  text not null, -- what is paid for it, as the bill or the end of it names it
  evidence  text not null,
  cloud_act jsonb,
  primary key (topic, rule, resource)
);

-- When others were asked, and what they could not tell.
create table saving_look (
  topic       text primary key,
  looked_at   timestamptz not null,
  answered_at timestamptz, -- null while nobody has answered
  found       int         not null,
  problem     text
);

alter table machine_use alter column size drop not null; -- null where the bill tells it

alter table work_done add column image text; -- the repository that was deployed from
