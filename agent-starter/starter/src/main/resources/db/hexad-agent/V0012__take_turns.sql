-- Applications take turns: each waiting command of one application stands one turn behind the one
-- before it, so that a hundred commands of one do not hold up the first of another.
alter table command add column fair_key text not null default '';
alter table command add column turn bigint not null default 0;
drop index command_open;
create index command_open on command (turn, received_at) where state in ('RECEIVED', 'RUNNING');
create index command_turns on command (fair_key, turn) where state in ('RECEIVED', 'RUNNING');
create index command_waiting on command (turn) where state = 'RECEIVED';
