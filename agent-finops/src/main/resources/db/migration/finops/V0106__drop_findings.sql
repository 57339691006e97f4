-- Nothing ever wrote or read it.
alter table cost_import drop column findings;
