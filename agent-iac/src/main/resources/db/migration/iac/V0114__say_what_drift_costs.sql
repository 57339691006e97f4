-- What the drift of a workspace costs a month, as for a plan; null where nothing of it could cost.
alter table workspace add column drift_cost jsonb not null default 'null';
