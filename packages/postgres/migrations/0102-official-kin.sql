-- 近亲属备案: how each household stands to it, kept beside its assessment, which never carries it.
alter table households add column official_kin text not null default 'none'
  constraint households_official_kin check (official_kin in ('none', 'declared', 'needed', 'recorded'));
create index households_of_official_kin on households (region text_pattern_ops) where official_kin <> 'none';
comment on column households.official_kin is 'Whether somebody of it was declared as kin of an official (近亲属备案), and is on record.';
-- The register of what the district put on record here, and took back; append-only.
create table official_kin_records (
  person text not null,
  declaration_no text not null,
  seq integer not null,
  type text not null constraint official_kin_records_type check (type in ('recorded', 'withdrawn')),
  household text not null,
  household_no text not null,
  region text,
  day date not null,
  at timestamptz not null,
  by_whom text not null,
  note text not null,
  primary key (person, declaration_no, seq)
);
create index official_kin_records_by_household on official_kin_records (household);
comment on table official_kin_records is 'What was put on record of kin of officials (近亲属备案), by whom and why, and taken back.';
