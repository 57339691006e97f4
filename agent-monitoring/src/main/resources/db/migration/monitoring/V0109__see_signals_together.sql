-- The other signals of the application that were unusual at the same time.
alter table anomaly add column together text[] not null default '{}';
