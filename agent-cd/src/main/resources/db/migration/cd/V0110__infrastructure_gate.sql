-- What the last plan of a workspace has left to do, as its events tell; null for nothing.
create table infrastructure (
  workspace  text        primary key,
  plan_id    uuid        not null,
  pending    text,
  planned_at timestamptz not null
);

-- What was found of the image's signature and provenance before the plan was shown.
alter table deployment add column verified text;
