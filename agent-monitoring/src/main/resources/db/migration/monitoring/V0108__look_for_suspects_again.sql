alter table incident add column suspects_at timestamptz; -- last looked for
