-- Positions and debts of every consumer: saved in the transaction that saves its state.
create table positions (
  consumer text not null,
  source text not null,
  sequence bigint not null,
  idx integer not null default 0,
  primary key (consumer, source)
);
create table owed (
  id text primary key,
  consumer text not null,
  producer text not null,
  sequence bigint not null,
  outputs text not null
);
alter table owed alter column outputs set storage external;
create index owed_by_consumer on owed (consumer);

-- Reference data.
create table regions (code text primary key, name text not null, parent text);
create table staff (
  staff_no text primary key,
  name text not null,
  role text not null,
  region text not null,
  phone_sealed text
);
create index staff_by_region on staff (region, role);

-- Ingest: what arrived, what was set aside, and who the pseudonyms are.
create table deliveries (
  delivery text primary key,
  feed text not null,
  file_name text,
  content_hash text,
  business_day date not null,
  status text not null default 'receiving',
  problem text,
  last_row bigint not null default 0,
  region text not null,
  through_month text,
  received bigint not null default 0,
  accepted bigint not null default 0,
  mended bigint not null default 0,
  quarantined bigint not null default 0,
  quarantined_by jsonb not null default '{}',
  applied bigint not null default 0,
  duplicate bigint not null default 0,
  stale bigint not null default 0,
  quarantined_later bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
create index deliveries_by_feed on deliveries (feed, business_day);
create table quarantine (
  quarantine_id text primary key,
  feed text not null,
  delivery text not null,
  row_no bigint not null,
  business_day date not null,
  stage text not null,
  reason text not null,
  field text,
  sealed text not null,
  seen integer not null default 1,
  state text not null default 'waiting',
  state_note text,
  state_by text,
  at timestamptz not null default now()
);
create index quarantine_by_feed on quarantine (feed, reason, state);
-- kind: 'identity' (name, ID number) or 'contact' (phone, address).
create table vault (person text not null, kind text not null, sealed text not null, stated_on date not null, primary key (person, kind));
create table vault_notes (person text not null, source_key text not null, sealed text not null, primary key (person, source_key));

-- Scoring: facts per person, membership, kinship, the last assessment per household.
create table persons (
  person text primary key,
  household text not null,
  register_no text,
  roll_no text,
  visit_no text,
  facts text not null
);
create index persons_by_household on persons (household);
create index persons_by_register on persons (register_no) where register_no is not null;
create index persons_by_roll on persons (roll_no) where roll_no is not null;
create table kinship (person text not null, kin text not null, primary key (person, kin));
create index kinship_by_kin on kinship (kin);
create table households (
  household text primary key,
  household_no text not null,
  region text,
  day date not null,
  version integer not null,
  level text not null,
  fingerprint text not null,
  review_on date,
  recheck_on date,
  awaits text[] not null default '{}',
  standing text not null,
  assessment text not null
);
create index households_by_review on households (review_on) where review_on is not null;
create index households_by_recheck on households (recheck_on) where recheck_on is not null;
create index households_by_awaits on households using gin (awaits);
create index households_by_no on households (household_no);
create table coverage (
  feed text not null,
  region text not null,
  day date not null,
  through_month text,
  primary key (feed, region)
);

-- Alert: what is known of a household's leads, its tasks, and each task's append-only history.
create table cases (household text primary key, wake_on date, state text not null);
create index cases_by_wake on cases (wake_on) where wake_on is not null;
create table tasks (
  task_id text primary key,
  household text not null,
  household_no text not null,
  region text,
  direction text not null,
  level text not null,
  status text not null,
  opened_on date not null,
  due_on date not null,
  escalate_on date,
  assignee text,
  seq integer not null,
  state text not null,
  updated_at timestamptz not null default now()
);
create unique index one_task_per_household_and_direction on tasks (household, direction) where status in ('open', 'accepted');
create index tasks_by_assignee on tasks (assignee, status, due_on);
create index tasks_by_region on tasks (region text_pattern_ops, status, due_on);
create table task_events (
  task_id text not null,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamptz not null,
  by_whom text not null,
  event text not null,
  primary key (task_id, seq)
);
create table notices (
  staff_no text not null,
  task_id text not null,
  seq integer not null,
  kind text not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (task_id, seq, staff_no)
);
create index notices_by_staff on notices (staff_no, at);

-- Console: who signed in, who looked at what and why.
create table sessions (token_hash text primary key, staff_no text not null, expires_at timestamptz not null);
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  who text not null,
  action text not null,
  subject text not null,
  purpose text not null
);
