-- Each person has a password of his own, and may have a second factor. Texts are hashed by the console; secrets are sealed.
create table credentials (
  staff_no text primary key,
  password_hash text,
  -- Hashes of passwords before this one, the newest first: they do not come again.
  former text[] not null default '{}',
  -- The password was issued: it is changed at the first sign-in, and is worth nothing after its term.
  issued_until timestamptz,
  set_at timestamptz not null,
  totp_sealed text,
  totp_confirmed boolean not null default false,
  -- The last time step that a code was taken for: none counts twice.
  totp_step bigint not null default 0,
  revoked_at timestamptz
);
comment on table credentials is 'With what each person signs in: the hash of a password, and a sealed second factor.';

-- From where each person signed in before: a known address is not kept out by strangers who try from elsewhere.
create table known_addresses (
  staff_no text not null,
  address text not null,
  seen_at timestamptz not null,
  primary key (staff_no, address)
);
comment on table known_addresses is 'From where each person signed in.';

-- Sessions of before had neither a name to end them by nor an idle limit.
delete from sessions;
alter table sessions
  add column session_id text not null,
  add column started_at timestamptz not null,
  add column seen_at timestamptz not null,
  add column address text not null,
  add column agent text not null,
  add column means text not null,
  add constraint sessions_means check (means in ('demo', 'password', 'oidc'));
create unique index sessions_by_id on sessions (session_id);
create index sessions_by_staff on sessions (staff_no);

-- Keys of the command line, each with a name, a term, a region and what it is for; by the hash of the key.
create table operator_keys (
  key_hash text primary key,
  name text not null,
  actions text[] not null,
  region text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create unique index operator_keys_in_force on operator_keys (name) where revoked_at is null;
comment on table operator_keys is 'Keys of the command line: named, for a term, a region and some actions.';
alter table proposals drop constraint proposals_kind;
alter table proposals add constraint proposals_kind check (kind in ('staff', 'region', 'operator-key', 'unmask', 'open-row'));
