-- Several conditions that each find many are brought together in one index; the order by name holds for the past too.
create index resource_facets on resource using gin (
  (array['type=' || type, 'state=' || state, 'region=' || region, 'owner=' || left(owner, 200),
    'account=' || account, 'provider=' || provider, 'service=' || service]),
  tags jsonb_path_ops);
drop index resource_tags;
drop index resource_by_name;
create index resource_by_name on resource (name, uid);
create index resource_by_state on resource (type, state);
create index resource_by_prefix on resource (name text_pattern_ops);
-- Tags are looked at row by row; each fetched from elsewhere costs more than the row.
alter table resource alter column tags set storage main;
