-- What each resource stands on, and what stands on the changes of the plan.
alter table plan
  add column graph jsonb not null default '{}',
  add column touched jsonb not null default '[]';
