-- After this time an environment of a pull request is removed; null for all others.
alter table environment add column expires_at timestamptz;
create index environment_expires on environment (expires_at) where expires_at is not null;
