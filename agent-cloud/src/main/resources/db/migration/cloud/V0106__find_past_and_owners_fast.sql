-- Questions about the past and about owners read these; the ones that they replace knew the present only.
drop index resource_by_type;
create index resource_by_type on resource (type, name, uid);
create index resource_by_owner on resource (owner, name, uid) where owner is not null;
