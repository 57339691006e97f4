-- Resources that do not keep a tag policy, since when, and what their owners were told of them.
create table tag_finding (
  policy      text        not null,
  uid         uuid        not null,
  found_at    timestamptz not null,
  since       timestamptz not null, -- when the time that it is given began
  seen_run    uuid        not null,
  seen_at     timestamptz not null,
  told_found  timestamptz,
  told_ending timestamptz,
  primary key (policy, uid)
);

-- Why a step is as it is, for people.
alter table act_step add column note text;
