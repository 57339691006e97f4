-- What the resources of an act had cost when it was planned, in words.
alter table act add column cost text;
