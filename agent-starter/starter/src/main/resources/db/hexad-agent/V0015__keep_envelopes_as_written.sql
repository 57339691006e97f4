-- An envelope is written and read as a whole.
alter table command alter column envelope type text;
