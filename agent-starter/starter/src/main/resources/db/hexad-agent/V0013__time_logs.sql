-- When each piece of output was written, so that readers see how long things took.
alter table command_log add column written_at timestamptz not null default now();
