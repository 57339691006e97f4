-- The version of the program that made a plan, which alone may apply it.
alter table plan add column tool_version text;
