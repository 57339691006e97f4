-- The name stands here too, so that the board is read in its order from one index.
alter table environment add column application text not null default '';
update environment e set application = coalesce(
  (select d.application from deployment d
   where d.application_id = e.application_id and d.environment = e.name
   order by d.revision desc limit 1), '');
create index environment_board on environment (application, name, application_id);
create index deployment_history on deployment (application_id, environment, started_at desc);
create index deployment_newest on deployment (started_at desc, id);
