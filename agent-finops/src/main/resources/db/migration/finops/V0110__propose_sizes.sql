-- How much machines are used, as somebody measured it, and acts of the Cloud agent that savings are made by.
create table machine_use (
  resource    text primary key, -- the id, as the bill or the end of it names it
  size        text        not null,
  days        int         not null, -- that were measured
  cpu_p95     float8      not null, -- shares of what it has
  cpu_p99     float8      not null,
  memory_max  float8, -- null where nobody measured it
  measured_at timestamptz not null
);

alter table saving add column cloud_act jsonb;
