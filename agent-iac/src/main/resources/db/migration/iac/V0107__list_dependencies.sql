-- Providers and modules that the newest plan of a workspace has used.
create table workspace_dependency (
  workspace   text not null references workspace (name) on delete cascade,
  kind        text not null check (kind in ('PROVIDER', 'MODULE')),
  source      text not null,
  version     text not null,
  constraints text,
  primary key (workspace, kind, source, version)
);
create index workspace_dependency_source on workspace_dependency (kind, source);
