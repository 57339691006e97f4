-- Priced resources of a plan, until the FinOps agent knows how the bill names them.
create table estimate_names (
  plan_id     uuid primary key,
  estimate_id uuid        not null,
  addresses   jsonb       not null,
  names       jsonb, -- by address, once the plan is applied
  created_at  timestamptz not null default now()
);
