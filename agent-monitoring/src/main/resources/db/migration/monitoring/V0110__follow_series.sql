-- Each series of a query that is split is a signal of its own; the query is their parent and has no values.
alter table signal add column labels jsonb not null default '{}';
alter table signal add column parent bigint references signal;
alter table signal add column group_name text; -- what it is looked at together with, other than its application
alter table signal drop constraint signal_origin_check;
alter table signal add constraint signal_origin_check
  check (origin in ('FOUND', 'CONFIGURED', 'SPLIT', 'SERIES'));
create index signal_parent on signal (parent) where parent is not null;
