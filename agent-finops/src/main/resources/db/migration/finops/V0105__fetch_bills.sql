-- When each configured source was looked at, and what of it was imported.
create table source_check (
  source        text primary key,
  checked_at    timestamptz not null default 'epoch',
  claimed_until timestamptz not null default 'epoch',
  hurried       boolean     not null default false, -- somebody wants it looked at now
  problem       text
);

create table source_delivery (
  source    text        not null,
  key       text        not null,
  version   text        not null,
  import_id uuid,
  problem   text,
  at        timestamptz not null,
  primary key (source, key)
);
