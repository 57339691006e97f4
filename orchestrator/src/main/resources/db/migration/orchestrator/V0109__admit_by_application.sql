-- Those that wait, by application: who is next is found without reading all of them.
create index run_waiting
  on run (tenant, coalesce(application_id, '00000000-0000-0000-0000-000000000000'::uuid), created_at, id)
  where state = 'QUEUED' and finished_at is null;
