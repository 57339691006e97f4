-- Charges in FOCUS form, one partition for each month. What repeats from charge to charge is kept
-- once: what costs are grouped by in cost_dimension, the rest in cost_detail.
create table cost_source (
  id       int generated always as identity primary key,
  name     text    not null,
  sample   boolean not null,
  currency text, -- of its first charge; charges in others are marked
  unique (name, sample)
);

create sequence cost_dimension_id as int;
create table cost_dimension (
  id                int primary key default nextval('cost_dimension_id'),
  source_id         int   not null references cost_source,
  hash              bytea not null,
  provider          text,
  publisher         text,
  billing_account   text,
  account           text,
  account_name      text,
  service           text  not null,
  service_category  text,
  region            text,
  category          text,
  class             text,
  pricing           text,
  frequency         text,
  commitment        text,
  commitment_type   text,
  commitment_status text,
  resource_type     text,
  currency          text  not null,
  tags              jsonb not null,
  unique (source_id, hash)
);

create sequence cost_detail_id as int;
create table cost_detail (
  id        int primary key default nextval('cost_detail_id'),
  source_id int   not null references cost_source,
  hash      bytea not null,
  data      jsonb not null, -- by the names of FOCUS
  unique (source_id, hash)
);

alter table cost_import
  add column number    int generated always as identity unique,
  add column source_id int references cost_source,
  add column digest    bytea,
  add column kept      int   not null default 0, -- rows that no later import has replaced
  add column replaced  int   not null default 0,
  add column marks     jsonb not null default '{}',
  add column findings  jsonb not null default '[]';

create table charge (
  day              date        not null,
  source_id        int         not null,
  import_number    int         not null,
  dimension_id     int         not null,
  detail_id        int         not null,
  line             int         not null,
  marks            smallint    not null,
  billing_period   date,
  period_start     timestamptz not null,
  period_end       timestamptz,
  resource         text,
  resource_name    text,
  billed           numeric     not null,
  effective        numeric     not null,
  list             numeric,
  contracted       numeric,
  consumed         numeric,
  priced           numeric,
  list_price       numeric,
  contracted_price numeric,
  more             jsonb -- what hardly any bill has, by the names of FOCUS
) partition by range (day);

-- Sums by day, made anew for the days that an import touches. Every question is answered from them.
create table cost_day (
  day          date    not null,
  dimension_id int     not null,
  source_id    int     not null,
  rows         int     not null,
  billed       numeric not null,
  effective    numeric not null,
  list         numeric not null,
  contracted   numeric not null,
  consumed     numeric,
  primary key (day, dimension_id)
);
create index cost_day_source on cost_day (source_id, day);

-- What was imported before.
insert into cost_source (name, sample) select distinct source, sample from cost_row;
insert into cost_dimension (source_id, hash, provider, account, service, region, category,
    currency, tags)
  select s.id, sha256(convert_to(jsonb_build_array(r.provider, r.account, r.service, r.region,
      r.category, r.currency, r.tags)::text, 'UTF8')),
    r.provider, r.account, r.service, r.region, r.category, r.currency, r.tags
  from (select distinct source, sample, provider, account, service, region, category, currency,
      tags from cost_row) r
  join cost_source s on s.name = r.source and s.sample = r.sample;
insert into cost_detail (source_id, hash, data) select id, sha256(''), '{}' from cost_source;
update cost_import i set source_id = s.id, kept = i.rows
  from cost_source s where s.name = i.source and s.sample = i.sample;
do $$
declare m date;
begin
  for m in select distinct date_trunc('month', day)::date from cost_row loop
    execute format('create table charge_%s partition of charge for values from (%L) to (%L)',
      to_char(m, 'YYYYMM'), m, (m + interval '1 month')::date);
  end loop;
end $$;
insert into charge (day, source_id, import_number, dimension_id, detail_id, line, marks,
    period_start, resource, billed, effective, consumed)
  select r.day, s.id, i.number, d.id, t.id, 0, 0, r.period_start, r.resource, r.billed,
    r.effective, r.usage_quantity
  from cost_row r
  join cost_source s on s.name = r.source and s.sample = r.sample
  join cost_import i on i.id = r.import_id
  join cost_detail t on t.source_id = s.id
  join cost_dimension d on d.source_id = s.id and d.service = r.service
    and d.currency = r.currency and d.tags = r.tags
    and d.provider is not distinct from r.provider and d.account is not distinct from r.account
    and d.region is not distinct from r.region and d.category is not distinct from r.category;
insert into cost_day (day, dimension_id, source_id, rows, billed, effective, list, contracted,
    consumed)
  select day, dimension_id, min(source_id), count(*), sum(billed), sum(effective), sum(billed),
    sum(billed), sum(consumed)
  from charge group by day, dimension_id;
drop table cost_row;
