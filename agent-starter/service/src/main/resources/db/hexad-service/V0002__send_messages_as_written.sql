-- The text goes to the bus as it was written; nobody looks into it on the way.
alter table outbox add column type text;
update outbox set type = envelope ->> 'type';
alter table outbox alter column type set not null;
alter table outbox alter column envelope type text;
