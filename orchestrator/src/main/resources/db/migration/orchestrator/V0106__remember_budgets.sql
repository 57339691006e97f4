-- Every word on a budget, so that gates of the past can be asked again.
create table budget_told (
  tenant         text        not null,
  application_id uuid        not null,
  objective      text        not null,
  environment    text        not null,
  remaining      double precision not null,
  burn_rate      double precision not null,
  told_at        timestamptz not null
);
create index budget_told_application on budget_told (application_id, told_at);
create index run_finished on run (tenant, finished_at);
