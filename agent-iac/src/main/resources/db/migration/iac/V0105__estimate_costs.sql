-- What a plan costs in a month, as the FinOps agent estimates it; null for plans without changes.
alter table plan add column cost jsonb;
