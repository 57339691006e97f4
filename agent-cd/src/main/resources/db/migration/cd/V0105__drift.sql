-- How what runs differed from what was rendered when somebody looked last; without secrets.
create table drift (
  deployment_id uuid primary key references deployment (id) on delete cascade,
  items         jsonb       not null,
  since         timestamptz, -- when it was found first, null while there is none
  healed_at     timestamptz, -- when it was brought back last
  checked_at    timestamptz not null
);
