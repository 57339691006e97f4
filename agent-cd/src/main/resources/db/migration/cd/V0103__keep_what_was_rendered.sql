-- Targets that replace in place need no address of this machine.
alter table environment alter column port drop not null;
-- The command that works on the environment now; free as soon as that command has ended.
alter table environment add column holder uuid;

update deployment
set running = (running - 'port') || jsonb_build_object('url', 'http://127.0.0.1:' || (running ->> 'port'))
where running ? 'port';

-- All that a target needs to bring a revision back with nothing else at hand; sealed.
create table rendered_revision (
  deployment_id uuid primary key references deployment (id) on delete cascade,
  content       bytea not null,
  digest        text  not null -- SHA-256 of what is sealed, in hex; names a plan
);

-- How each deployment that runs was when its target was asked last.
create table observation (
  deployment_id uuid primary key references deployment (id) on delete cascade,
  health        text        not null,
  cause         text        not null,
  resources     jsonb       not null,
  since         timestamptz not null, -- of this health
  observed_at   timestamptz not null
);
