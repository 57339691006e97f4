-- Who acted on what has drifted, as far as anybody knows.
alter table workspace add column drift_causes jsonb not null default '[]';
