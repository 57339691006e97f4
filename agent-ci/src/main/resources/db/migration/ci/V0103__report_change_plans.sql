-- A run has a report of its own, and one for each gate at which its plan is approved.
alter table commit_report
  add column kind text not null default 'run',
  add column body text,
  add column approvals int not null default 1,
  add column approved_by text[] not null default '{}',
  drop constraint commit_report_pkey,
  add primary key (run_id, kind);
