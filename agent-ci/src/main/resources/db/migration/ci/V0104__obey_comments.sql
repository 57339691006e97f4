-- What a plan's approval is for.
alter table commit_report add column subject text;
create index commit_report_pull_request on commit_report (application_id, pull_request)
  where pull_request is not null;

create index delivery_pull_request
  on delivery (application_id, ((change #>> '{pullRequest,number}')::int), received_at desc)
  where change is not null;

-- What people want by comments on pull requests.
create table comment_command (
  id              uuid        primary key, -- that of the delivery
  application_id  uuid        not null,
  pull_request    int         not null,
  verb            text        not null check (verb in ('PLAN', 'APPLY', 'UNLOCK')),
  author          text        not null,
  answer          text, -- null until it was done or refused
  attempts        int         not null default 0,
  problem         text,
  -- null when it was answered, or given up
  next_attempt_at timestamptz default now()
);
create index comment_command_due on comment_command (next_attempt_at)
  where next_attempt_at is not null;
