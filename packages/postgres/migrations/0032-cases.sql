-- A case (个案) is one need of a household from registration to 销号. What was called so until now is the file of a household.
alter table cases rename to household_files;
alter index cases_pkey rename to household_files_pkey;
alter index cases_by_wake rename to household_files_by_wake;
comment on table household_files is 'What is known of a household''s leads, cases and aid, as JSON.';
alter table notices rename column task_id to about;

create table cases (
  case_id text primary key,
  household text not null,
  household_no text not null,
  region text,
  matter text not null check (matter in ('application', 'relief', 'referral', 'conference', 'increase', 'reduction', 'stop', 'recovery')),
  department text,
  class text not null check (class in ('department', 'joint', 'immediate')),
  grade smallint not null,
  status text not null check (status in ('open', 'paused', 'closed', 'joined')),
  step text not null,
  opened_on date not null,
  due_on date not null,
  wake_on date,
  owner text,
  seq integer not null,
  state text not null,
  updated_at timestamptz not null default now()
) with (fillfactor = 60);
create index cases_by_household on cases (household);
create index cases_by_owner on cases (owner, status, due_on);
create index cases_by_region on cases (region text_pattern_ops, status, due_on);
create index cases_by_wake on cases (wake_on) where wake_on is not null;
alter table cases alter column state set statistics 0;
comment on table cases is 'Each case as it stands; state is the whole of it, as JSON.';
create table case_events (
  case_id text not null,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamptz not null,
  by_whom text not null,
  event text not null,
  primary key (case_id, seq)
);
comment on table case_events is 'The append-only history of each case; event is the whole of it, as JSON.';

create table funds (
  fund_id text primary key,
  name text not null,
  region text not null,
  kind text not null check (kind in ('budget', 'reserve', 'charity')),
  balance_fen bigint not null default 0 check (balance_fen >= 0),
  floor_fen bigint not null default 0 check (floor_fen >= 0)
);
create index funds_by_region on funds (region);
comment on table funds is 'Where money for aid comes from, and what is left of it.';
create table fund_entries (
  entry_id text primary key,
  fund_id text not null references funds (fund_id),
  fen bigint not null,
  day date not null,
  at timestamptz not null,
  by_whom text not null,
  case_id text,
  note text not null
);
create index fund_entries_by_fund on fund_entries (fund_id, day);
comment on table fund_entries is 'Every sum that came into a fund or went out of it; append-only, they add up to its balance.';
create table aid (
  aid_id text primary key,
  case_id text not null,
  household text not null,
  household_no text not null,
  region text,
  programme text not null,
  form text not null check (form in ('card', 'cash', 'goods', 'service')),
  amount_fen bigint not null check (amount_fen >= 0),
  what text not null,
  person text,
  fund_id text references funds (fund_id),
  decision_no text,
  given_on date not null,
  given_by text not null,
  reversed_on date
);
create index aid_by_household on aid (household, given_on);
create index aid_by_region on aid (region text_pattern_ops, given_on);
comment on table aid is 'Every aid that was given, with the case and decision behind it.';
