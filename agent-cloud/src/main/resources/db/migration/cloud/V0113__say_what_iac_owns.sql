-- What was known, when an act was planned, of whether IaC owns what it touches; in words.
alter table act add column iac text;
