-- Keys with which departments send records over HTTP. The key itself is told once and kept nowhere.
create table intake_keys (
  key_hash text primary key,
  name text not null,
  feeds text[] not null,
  rows_per_minute integer not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create unique index intake_keys_in_force on intake_keys (name) where revoked_at is null;
