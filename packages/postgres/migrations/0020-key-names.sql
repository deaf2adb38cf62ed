-- A key's name tells nothing of the key: it is a few digits of a keyed hash.
create table key_names (
  kind text not null,
  name text not null,
  since timestamptz not null default now(),
  primary key (kind, name),
  constraint key_names_kind check (kind in ('pseudonym', 'vault'))
);
create unique index one_pseudonym_key on key_names (kind) where kind = 'pseudonym';
comment on table key_names is
  'Names of the keys that what is kept here was made with: a start without one of them is refused.';
