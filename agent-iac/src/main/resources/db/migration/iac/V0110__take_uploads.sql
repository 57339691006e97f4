-- Sources that were uploaded; their checksum stands for the commit of their plans.
create table upload (
  workspace      text        not null,
  revision       text        not null, -- SHA-256 of the archive
  application_id uuid        not null,
  archive        bytea       not null,
  files          int         not null,
  created_by     text        not null,
  created_at     timestamptz not null default now(),
  primary key (workspace, revision)
);
alter table upload alter column archive set storage external;
create index upload_revision on upload (application_id, revision);
