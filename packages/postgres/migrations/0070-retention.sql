-- Deletion of a person's data by order, and holds that keep data from being deleted, are proposals as changes of staff are.
alter table proposals drop constraint proposals_kind;
alter table proposals add constraint proposals_kind
  check (kind in ('staff', 'region', 'operator-key', 'unmask', 'open-row', 'policy', 'erase', 'lift-hold'));

create table erasures (
  id bigint generated always as identity primary key,
  mark text not null unique,
  order_no text not null,
  why text not null,
  region text not null,
  later text not null,
  proposed_by text not null,
  confirmed_by text not null,
  ordered_at timestamptz not null default now(),
  person text,
  alias text,
  scope_sealed text,
  passes integer not null default 0,
  passed_at timestamptz,
  counts jsonb not null default '{}',
  done_at timestamptz,
  compacted_at timestamptz,
  constraint erasures_later check (later in ('refuse', 'take')),
  constraint erasures_second_person check (confirmed_by <> proposed_by),
  -- Nothing of a finished order leads to the person.
  constraint erasures_done check (done_at is null or (person is null and alias is null and scope_sealed is null))
);
comment on table erasures is 'Orders to delete what is kept of a person. What stays names nobody.';
comment on column erasures.mark is 'A digest of the pseudonym: by it later rows of the same person are known.';
comment on column erasures.later is 'What becomes of later rows of the same person: refused, or taken as a stranger''s.';
comment on column erasures.compacted_at is 'When the pages in which deleted rows may still have stood were written anew.';
comment on column erasures.alias is 'A name drawn at random that stands in what law keeps, in place of the pseudonym.';

create table legal_holds (
  id bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  order_no text not null,
  why text not null,
  region text not null,
  until date,
  placed_by text not null,
  placed_at timestamptz not null default now(),
  lifted_by text,
  lifted_at timestamptz,
  constraint legal_holds_kind check (kind in ('person', 'household', 'feed')),
  constraint legal_holds_lifted check ((lifted_by is null) = (lifted_at is null)),
  constraint legal_holds_second_person check (lifted_by is null or lifted_by <> placed_by)
);
create index legal_holds_standing on legal_holds (kind, subject) where lifted_at is null;
comment on table legal_holds is 'What may not be deleted, by whose order, until when.';

create table retention_runs (
  kind text not null primary key,
  ran_on date,
  ran_at timestamptz,
  gone bigint not null default 0,
  held bigint not null default 0,
  claimed_until timestamptz
);
comment on table retention_runs is 'When each kind of data was last looked through for what its term is over, and what went.';
