create table saving (
  id          uuid primary key,
  rule        text        not null,
  resource    text        not null, -- or the commitment
  provider    text        not null,
  account     text        not null,
  service     text        not null,
  region      text        not null,
  application text        not null,
  currency    text        not null,
  monthly     numeric     not null, -- what would be saved in 30 days
  spent       numeric     not null, -- what it cost in the last 30 days
  evidence    text        not null,
  sample      boolean     not null,
  state       text        not null,
  note        text,
  decided_by  text,
  done_on     date, -- since when it must show in the bill
  realised    numeric, -- what is saved in 30 days by the bill, null while that is not known
  changed_at  timestamptz not null,
  found_at    timestamptz not null,
  unique (rule, provider, account, resource, currency, sample)
);
create index saving_monthly on saving (monthly desc, id);
