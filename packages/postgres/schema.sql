-- What the migrations come to. Generated; a test keeps it true.

-- Who is away from when to when, and who takes the tasks meanwhile.
create table absences (
  absence_id text not null,
  staff_no text not null,
  from_day date not null,
  to_day date not null,
  substitute text,
  why text not null,
  entered_by text not null,
  entered_at timestamp with time zone not null default now(),
  constraint absences_pkey PRIMARY KEY (absence_id),
  constraint absences_in_order CHECK ((to_day >= from_day)),
  constraint absences_other_person CHECK (((substitute IS NULL) OR (substitute <> staff_no)))
);
CREATE INDEX absences_by_staff ON public.absences USING btree (staff_no, to_day);

-- Every aid that was given, with the case and decision behind it.
create table aid (
  aid_id text not null,
  case_id text not null,
  household text not null,
  household_no text not null,
  region text,
  programme text not null,
  form text not null,
  amount_fen bigint not null,
  what text not null,
  person text,
  fund_id text,
  decision_no text,
  given_on date not null,
  given_by text not null,
  reversed_on date,
  -- What came back of it, or was set off or waived, in 分.
  recovered_fen bigint not null default 0,
  constraint aid_pkey PRIMARY KEY (aid_id),
  constraint aid_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES funds(fund_id),
  constraint aid_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint aid_check CHECK (((recovered_fen >= 0) AND (recovered_fen <= amount_fen))),
  constraint aid_form_check CHECK ((form = ANY (ARRAY['card'::text, 'cash'::text, 'goods'::text, 'service'::text])))
);
CREATE INDEX aid_by_household ON public.aid USING btree (household, given_on);
CREATE INDEX aid_by_region ON public.aid USING btree (region text_pattern_ops, given_on);

-- Who looked at or did what to whom, and why.
create table audit (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  who text not null,
  action text not null,
  subject text not null,
  purpose text not null,
  seq bigint not null,
  role text not null default ''::text,
  region text not null default ''::text,
  -- The persons and households that it was about.
  whom text[] not null default '{}'::text[],
  fields text[] not null default '{}'::text[],
  task text not null default ''::text,
  result text not null default 'done'::text,
  address text not null default ''::text,
  -- The hash of the line before; together with the line it gives the hash of this one.
  before text not null default ''::text,
  hash text not null default ''::text,
  constraint audit_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX audit_by_seq ON public.audit USING btree (seq);
CREATE INDEX audit_by_who ON public.audit USING btree (who, seq);
CREATE INDEX audit_by_whom ON public.audit USING gin (whom);

-- How far the audit was handed to syslog.
create table audit_shipping (
  place text not null,
  seq bigint not null default 0,
  claimed_until timestamp with time zone,
  constraint audit_shipping_pkey PRIMARY KEY (place)
);

-- The households of a campaign that is for a list.
create table campaign_households (
  campaign_id text not null,
  household text not null,
  constraint campaign_households_pkey PRIMARY KEY (campaign_id, household),
  constraint campaign_households_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(campaign_id) ON DELETE CASCADE
);

-- Campaigns that knock at every door of a place or a list until all were seen.
create table campaigns (
  campaign_id text not null,
  title text not null,
  region text not null,
  -- Only households in one of these groups; empty: all.
  groups text[] not null default '{}'::text[],
  of_list boolean not null default false,
  from_on date not null,
  until_on date not null,
  started_by text not null,
  ended_on date,
  constraint campaigns_pkey PRIMARY KEY (campaign_id),
  constraint campaigns_span CHECK ((from_on <= until_on))
);
CREATE INDEX campaigns_by_region ON public.campaigns USING btree (region text_pattern_ops) WHERE (ended_on IS NULL);

-- The append-only history of each case; event is the whole of it, as JSON.
create table case_events (
  case_id text not null,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamp with time zone not null,
  by_whom text not null,
  event text not null,
  constraint case_events_pkey PRIMARY KEY (case_id, seq)
);

-- Each case as it stands; state is the whole of it, as JSON.
create table cases (
  case_id text not null,
  household text not null,
  household_no text not null,
  region text,
  matter text not null,
  department text,
  class text not null,
  grade smallint not null,
  status text not null,
  step text not null,
  opened_on date not null,
  due_on date not null,
  wake_on date,
  owner text,
  seq integer not null,
  state text not null,
  updated_at timestamp with time zone not null default now(),
  constraint cases_pkey PRIMARY KEY (case_id),
  constraint cases_class_check CHECK ((class = ANY (ARRAY['department'::text, 'joint'::text, 'immediate'::text]))),
  constraint cases_matter_check CHECK ((matter = ANY (ARRAY['application'::text, 'relief'::text, 'referral'::text, 'conference'::text, 'increase'::text, 'reduction'::text, 'stop'::text, 'recovery'::text, 'objection'::text]))),
  constraint cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'paused'::text, 'closed'::text, 'joined'::text])))
) with (fillfactor=60);
CREATE INDEX cases_by_household ON public.cases USING btree (household);
CREATE INDEX cases_by_owner ON public.cases USING btree (owner, status, due_on);
CREATE INDEX cases_by_region ON public.cases USING btree (region text_pattern_ops, status, due_on);
CREATE INDEX cases_by_wake ON public.cases USING btree (wake_on) WHERE (wake_on IS NOT NULL);

-- The append-only history of each conference; event is the whole of it, as JSON.
create table conference_events (
  conference_id text not null,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamp with time zone not null,
  by_whom text not null,
  event text not null,
  constraint conference_events_pkey PRIMARY KEY (conference_id, seq)
);

-- Each conference as it stands, with agenda, material, opinions and decisions; state is the whole of it, as JSON.
create table conferences (
  conference_id text not null,
  region text not null,
  level text not null,
  held_on date not null,
  status text not null,
  seq integer not null,
  state text not null,
  constraint conferences_pkey PRIMARY KEY (conference_id),
  constraint conferences_level_check CHECK ((level = ANY (ARRAY['village'::text, 'town'::text, 'district'::text, 'city'::text]))),
  constraint conferences_status_check CHECK ((status = ANY (ARRAY['called'::text, 'closed'::text])))
);
CREATE INDEX conferences_by_region ON public.conferences USING btree (region text_pattern_ops, held_on);

-- What departments are asked to correct, and how it ended.
create table corrections (
  id bigint not null generated always as identity,
  feed text not null,
  person text not null,
  type text not null,
  source_key text not null,
  -- A digest of what the department said: another one under the same key corrects it.
  said text not null,
  what text not null,
  region text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null default now(),
  state text not null default 'open'::text,
  answer text not null default ''::text,
  closed_by text,
  closed_at timestamp with time zone,
  constraint corrections_pkey PRIMARY KEY (id),
  constraint corrections_closed CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  constraint corrections_state CHECK ((state = ANY (ARRAY['open'::text, 'corrected'::text, 'answered'::text])))
);
CREATE INDEX corrections_by_feed ON public.corrections USING btree (feed, state);
CREATE UNIQUE INDEX corrections_open ON public.corrections USING btree (person, feed, type, source_key) WHERE (state = 'open'::text);

-- Up to when each feed was delivered for each region: from then on absence from it counts.
create table coverage (
  feed text not null,
  region text not null,
  day date not null,
  through_month text,
  constraint coverage_pkey PRIMARY KEY (feed, region)
);

-- With what each person signs in: the hash of a password, and a sealed second factor.
create table credentials (
  staff_no text not null,
  password_hash text,
  former text[] not null default '{}'::text[],
  issued_until timestamp with time zone,
  set_at timestamp with time zone not null,
  totp_sealed text,
  totp_confirmed boolean not null default false,
  totp_step bigint not null default 0,
  revoked_at timestamp with time zone,
  constraint credentials_pkey PRIMARY KEY (staff_no)
);

-- The account of each delivery: rows received, accepted, in quarantine, applied.
create table deliveries (
  delivery text not null,
  feed text not null,
  file_name text,
  content_hash text,
  business_day date not null,
  status text not null default 'receiving'::text,
  problem text,
  last_row bigint not null default 0,
  region text not null,
  through_month text,
  received bigint not null default 0,
  accepted bigint not null default 0,
  mended bigint not null default 0,
  quarantined bigint not null default 0,
  quarantined_by jsonb not null default '{}'::jsonb,
  applied bigint not null default 0,
  duplicate bigint not null default 0,
  stale bigint not null default 0,
  quarantined_later bigint not null default 0,
  started_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  progressed_at timestamp with time zone not null default now(),
  part boolean not null default false,
  nameless bigint not null default 0,
  marks_due bigint not null default 0,
  remarks jsonb not null default '{}'::jsonb,
  constraint deliveries_pkey PRIMARY KEY (delivery),
  constraint deliveries_status CHECK ((status = ANY (ARRAY['receiving'::text, 'processing'::text, 'complete'::text, 'failed'::text])))
) with (fillfactor=50);
CREATE INDEX deliveries_by_feed ON public.deliveries USING btree (feed, business_day);
CREATE INDEX deliveries_under_way ON public.deliveries USING btree (progressed_at) WHERE (status = ANY (ARRAY['receiving'::text, 'processing'::text]));

-- Deliveries that ended and of which rows may still be under way with other workers.
create table delivery_ends (
  event_id text not null,
  delivery text not null,
  event text not null,
  constraint delivery_ends_pkey PRIMARY KEY (event_id)
);

-- What a department took in hand from its list, by the referral that it became.
create table department_list_help (
  list_no text not null,
  nth integer not null,
  referral_id text not null,
  day date not null,
  by_whom text not null,
  constraint department_list_help_pkey PRIMARY KEY (list_no, nth, referral_id),
  constraint department_list_help_list_no_fkey FOREIGN KEY (list_no) REFERENCES department_lists(list_no) ON DELETE CASCADE
);

-- The families of each list in the order and with the hardship that they had when it was drawn.
create table department_list_rows (
  list_no text not null,
  nth integer not null,
  household text not null,
  household_no text not null,
  region text,
  points smallint not null,
  ring text not null,
  cause text not null,
  constraint department_list_rows_pkey PRIMARY KEY (list_no, nth),
  constraint department_list_rows_list_no_fkey FOREIGN KEY (list_no) REFERENCES department_lists(list_no) ON DELETE CASCADE
);
CREATE INDEX department_list_rows_by_household ON public.department_list_rows USING btree (household);

-- Lists of families drawn for a department and a purpose, kept as drawn.
create table department_lists (
  list_no text not null,
  region text not null,
  department text not null,
  unit text,
  purpose text not null,
  why text not null,
  asked text not null,
  drawn_on date not null,
  drawn_at timestamp with time zone not null,
  drawn_by text not null,
  constraint department_lists_pkey PRIMARY KEY (list_no)
);
CREATE INDEX department_lists_by_region ON public.department_lists USING btree (region text_pattern_ops, drawn_on);

-- Orders to delete what is kept of a person. What stays names nobody.
create table erasures (
  id bigint not null generated always as identity,
  -- A digest of the pseudonym: by it later rows of the same person are known.
  mark text not null,
  order_no text not null,
  why text not null,
  region text not null,
  -- What becomes of later rows of the same person: refused, or taken as a stranger's.
  later text not null,
  proposed_by text not null,
  confirmed_by text not null,
  ordered_at timestamp with time zone not null default now(),
  person text,
  -- A name drawn at random that stands in what law keeps, in place of the pseudonym.
  alias text,
  scope_sealed text,
  passes integer not null default 0,
  passed_at timestamp with time zone,
  counts jsonb not null default '{}'::jsonb,
  done_at timestamp with time zone,
  -- When the pages in which deleted rows may still have stood were written anew.
  compacted_at timestamp with time zone,
  -- Numbers of leads that two people found to be about the person, though nobody joined them.
  leads text[] not null default '{}'::text[],
  -- Where topics on Kafka ended once the stores named nobody any more (JSON): what is before goes on log_due.
  log_ends text,
  -- The day on which topics are emptied up to there; null while the stores still name the person.
  log_due date,
  constraint erasures_mark_key UNIQUE (mark),
  constraint erasures_pkey PRIMARY KEY (id),
  constraint erasures_done CHECK (((done_at IS NULL) OR ((person IS NULL) AND (alias IS NULL) AND (scope_sealed IS NULL) AND (log_ends IS NULL)))),
  constraint erasures_later CHECK ((later = ANY (ARRAY['refuse'::text, 'take'::text]))),
  constraint erasures_second_person CHECK ((confirmed_by <> proposed_by))
);

-- Every sum that came into a fund or went out of it; append-only, they add up to its balance.
create table fund_entries (
  entry_id text not null,
  fund_id text not null,
  fen bigint not null,
  day date not null,
  at timestamp with time zone not null,
  by_whom text not null,
  case_id text,
  note text not null,
  constraint fund_entries_pkey PRIMARY KEY (entry_id),
  constraint fund_entries_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES funds(fund_id)
);
CREATE INDEX fund_entries_by_fund ON public.fund_entries USING btree (fund_id, day);

-- Where money for aid comes from, and what is left of it.
create table funds (
  fund_id text not null,
  name text not null,
  region text not null,
  kind text not null,
  balance_fen bigint not null default 0,
  floor_fen bigint not null default 0,
  constraint funds_pkey PRIMARY KEY (fund_id),
  constraint funds_balance_fen_check CHECK ((balance_fen >= 0)),
  constraint funds_floor_fen_check CHECK ((floor_fen >= 0)),
  constraint funds_kind_check CHECK ((kind = ANY (ARRAY['budget'::text, 'reserve'::text, 'charity'::text])))
);
CREATE INDEX funds_by_region ON public.funds USING btree (region);

-- What is known of a household's leads, cases and aid, as JSON.
create table household_files (
  household text not null,
  wake_on date,
  state text not null,
  -- Since when it waits on the stock list; null for one that does not.
  stock_since date,
  -- The day by which its task opens at the latest.
  stock_by date,
  -- Its score as far as visits bear its leads out, which orders the list; zero until it was ordered.
  stock_place double precision,
  -- Where a household on the stock list lives; empty where no region is known, null off the list.
  stock_region text,
  -- What its place on the stock list is reckoned from may have changed since.
  stock_unplaced boolean not null default false,
  -- Since when it waited on the stock list before its last task for missed help opened; null where it did not.
  waited_since date,
  constraint household_files_pkey PRIMARY KEY (household)
) with (fillfactor=60);
CREATE INDEX household_files_by_turn ON public.household_files USING btree ("left"(stock_region, 6), stock_place DESC, stock_since, household) WHERE (stock_since IS NOT NULL);
CREATE INDEX household_files_by_wake ON public.household_files USING btree (wake_on) WHERE (wake_on IS NOT NULL);
CREATE INDEX household_files_in_stock ON public.household_files USING btree (stock_place DESC, stock_since, household) WHERE (stock_since IS NOT NULL);
CREATE INDEX household_files_unplaced ON public.household_files USING btree (household) WHERE stock_unplaced;

-- The last assessment of each household, and what the hysteresis of its level needs.
create table households (
  household text not null,
  household_no text not null,
  region text,
  day date not null,
  version integer not null,
  level text not null,
  fingerprint text not null,
  review_on date,
  recheck_on date,
  awaits text[] not null default '{}'::text[],
  level_history text not null,
  assessment text not null,
  -- Indicators that fire in shadow: counted for managers, without tasks.
  shadow text[] not null default '{}'::text[],
  -- How it stands to the standard (困难圈层); every household is in one.
  ring text not null default 'unknown'::text,
  -- What weighs most on it (主要致困原因).
  cause text not null default 'none'::text,
  -- Hardship of its state, 0 to 100 (困难程度); no part of the level.
  hardship smallint not null default 0,
  -- What lists for departments are drawn by: age bands, rolls, disability, housing.
  traits text[] not null default '{}'::text[],
  -- Groups of people for which it is visited (巡访); null where nobody lives in it.
  patrol text[] default '{}'::text[],
  -- Whether somebody of it was declared as kin of an official (近亲属备案), and is on record.
  official_kin text not null default 'none'::text,
  -- When how many of it were on which programme, as programme:from:to:persons; null where it was not judged since this is kept.
  received text[],
  -- What it surely has, for trying drafts: types of facts, ages, wages by month and bills. Null where it has to be read.
  glance text,
  constraint households_pkey PRIMARY KEY (household),
  constraint households_level CHECK ((level = ANY (ARRAY['none'::text, 'blue'::text, 'yellow'::text, 'orange'::text, 'red'::text]))),
  constraint households_official_kin CHECK ((official_kin = ANY (ARRAY['none'::text, 'declared'::text, 'needed'::text, 'recorded'::text])))
) with (fillfactor=60);
CREATE INDEX households_by_hardship ON public.households USING btree (hardship DESC, household);
CREATE INDEX households_by_hash ON public.households USING btree (hashtext(household));
CREATE INDEX households_by_no ON public.households USING btree (household_no);
CREATE INDEX households_by_place ON public.households USING btree (region text_pattern_ops, ring, household);
CREATE INDEX households_by_recheck ON public.households USING btree (household) WHERE (recheck_on IS NOT NULL);
CREATE INDEX households_by_review ON public.households USING btree (review_on) WHERE (review_on IS NOT NULL);
CREATE INDEX households_by_traits ON public.households USING gin (traits);
CREATE INDEX households_in_patrol ON public.households USING btree (region text_pattern_ops) WHERE (patrol <> '{}'::text[]);
CREATE INDEX households_in_shadow ON public.households USING btree (region text_pattern_ops) WHERE (shadow <> '{}'::text[]);
CREATE INDEX households_of_official_kin ON public.households USING btree (region text_pattern_ops) WHERE (official_kin <> 'none'::text);
CREATE INDEX households_receiving ON public.households USING btree (region text_pattern_ops) WHERE (received IS DISTINCT FROM '{}'::text[]);

-- Keys with which departments send over HTTP, by their hash.
create table intake_keys (
  key_hash text not null,
  name text not null,
  feeds text[] not null,
  rows_per_minute integer not null,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  region text not null default '000000000000'::text,
  constraint intake_keys_pkey PRIMARY KEY (key_hash)
);
CREATE UNIQUE INDEX intake_keys_in_force ON public.intake_keys USING btree (name) WHERE (revoked_at IS NULL);

-- Names of the keys that what is kept here was made with: a start without one of them is refused.
create table key_names (
  kind text not null,
  name text not null,
  since timestamp with time zone not null default now(),
  constraint key_names_pkey PRIMARY KEY (kind, name),
  constraint key_names_kind CHECK ((kind = ANY (ARRAY['pseudonym'::text, 'vault'::text])))
);
CREATE UNIQUE INDEX one_pseudonym_key ON public.key_names USING btree (kind) WHERE (kind = 'pseudonym'::text);

-- Who names whom as kin.
create table kinship (
  person text not null,
  kin text not null,
  constraint kinship_pkey PRIMARY KEY (person, kin)
);
CREATE INDEX kinship_by_kin ON public.kinship USING btree (kin);

-- From where each person signed in.
create table known_addresses (
  staff_no text not null,
  address text not null,
  seen_at timestamp with time zone not null,
  constraint known_addresses_pkey PRIMARY KEY (staff_no, address)
);

-- What may not be deleted, by whose order, until when.
create table legal_holds (
  id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  order_no text not null,
  why text not null,
  region text not null,
  until date,
  placed_by text not null,
  placed_at timestamp with time zone not null default now(),
  lifted_by text,
  lifted_at timestamp with time zone,
  constraint legal_holds_pkey PRIMARY KEY (id),
  constraint legal_holds_kind CHECK ((kind = ANY (ARRAY['person'::text, 'household'::text, 'feed'::text]))),
  constraint legal_holds_lifted CHECK (((lifted_by IS NULL) = (lifted_at IS NULL))),
  constraint legal_holds_second_person CHECK (((lifted_by IS NULL) OR (lifted_by <> placed_by)))
);
CREATE INDEX legal_holds_standing ON public.legal_holds USING btree (kind, subject) WHERE (lifted_at IS NULL);

-- Whom each whole roll and register listed last, and where.
create table listed (
  feed text not null,
  person text not null,
  region text not null,
  day date not null,
  delivery text not null,
  row_no bigint not null,
  place text not null,
  constraint listed_pkey PRIMARY KEY (feed, person)
) with (fillfactor=60);

-- Which migrations this database has seen.
create table migrations (
  name text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);

-- From when on a channel tells of notices, and which process sends on it now.
create table notice_channels (
  channel text not null,
  since timestamp with time zone not null,
  claimed_by text,
  claimed_until timestamp with time zone,
  constraint notice_channels_pkey PRIMARY KEY (channel)
);

-- Messages that tell staff of their notices outside the console, and what became of each.
create table notice_messages (
  message_id text not null,
  channel text not null,
  -- Whom it is for; null for a group.
  staff_no text,
  notices integer not null,
  urgent integer not null,
  people integer not null,
  made_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  sent_at timestamp with time zone,
  -- An attempt ended without an answer and it was sent again: it may have come twice.
  repeated boolean not null default false,
  fault text,
  constraint notice_messages_pkey PRIMARY KEY (message_id),
  constraint notice_messages_channel CHECK ((channel = ANY (ARRAY['wecom-app'::text, 'wecom-robot'::text, 'dingtalk-robot'::text, 'sms'::text, 'webhook'::text]))),
  constraint notice_messages_counts CHECK (((notices > 0) AND (urgent >= 0) AND (urgent <= notices) AND (people > 0))),
  constraint notice_messages_sent CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint notice_messages_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unsure'::text, 'seen'::text])))
);
CREATE INDEX notice_messages_by_time ON public.notice_messages USING btree (made_at);
CREATE INDEX notice_messages_to_send ON public.notice_messages USING btree (channel, next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

-- Which message of a channel tells of which notice: each once.
create table notice_tellings (
  channel text not null,
  about text not null,
  seq integer not null,
  staff_no text not null,
  message_id text not null,
  constraint notice_tellings_pkey PRIMARY KEY (channel, about, seq, staff_no),
  constraint notice_tellings_message FOREIGN KEY (message_id) REFERENCES notice_messages(message_id) ON DELETE CASCADE,
  constraint notice_tellings_notice FOREIGN KEY (about, seq, staff_no) REFERENCES notices(about, seq, staff_no) ON DELETE CASCADE
);
CREATE INDEX notice_tellings_by_message ON public.notice_tellings USING btree (message_id);
CREATE INDEX notice_tellings_by_notice ON public.notice_tellings USING btree (about, seq, staff_no);

-- What each member of staff is to be told of.
create table notices (
  staff_no text not null,
  about text not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  seen_at timestamp with time zone,
  constraint notices_pkey PRIMARY KEY (about, seq, staff_no),
  constraint notices_kind CHECK ((kind = ANY (ARRAY['assigned'::text, 'raised'::text, 'reminded'::text, 'overdue'::text, 'withdrawn'::text, 'to-confirm'::text, 'conflict'::text])))
);
CREATE INDEX notices_by_staff ON public.notices USING btree (staff_no, at);
CREATE INDEX notices_unseen ON public.notices USING btree (at) WHERE (seen_at IS NULL);

-- What was put on record of kin of officials (近亲属备案), by whom and why, and taken back.
create table official_kin_records (
  person text not null,
  declaration_no text not null,
  seq integer not null,
  type text not null,
  household text not null,
  household_no text not null,
  region text,
  day date not null,
  at timestamp with time zone not null,
  by_whom text not null,
  note text not null,
  constraint official_kin_records_pkey PRIMARY KEY (person, declaration_no, seq),
  constraint official_kin_records_type CHECK ((type = ANY (ARRAY['recorded'::text, 'withdrawn'::text])))
);
CREATE INDEX official_kin_records_by_household ON public.official_kin_records USING btree (household);

-- Who may see whom a task is about, for the term of the task.
create table opened_visits (
  task_id text not null,
  staff_no text not null,
  opened_at timestamp with time zone not null,
  constraint opened_visits_pkey PRIMARY KEY (task_id, staff_no)
);

-- Keys of the command line: named, for a term, a region and some actions.
create table operator_keys (
  key_hash text not null,
  name text not null,
  actions text[] not null,
  region text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  -- What was agreed with a system that reads the registry, as JSON; null for other keys.
  agreement text,
  constraint operator_keys_pkey PRIMARY KEY (key_hash)
);
CREATE UNIQUE INDEX operator_keys_in_force ON public.operator_keys USING btree (name) WHERE (revoked_at IS NULL);

-- Outputs saved with the state and not known to be published yet.
create table outbox (
  id text not null,
  consumer text not null,
  producer text not null,
  sequence bigint not null,
  outputs text not null,
  constraint outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_by_consumer ON public.outbox USING btree (consumer);

-- Visits on patrol: somebody was there on a day, and all was well or became a lead.
create table patrol_visits (
  visit_id text not null,
  household text not null,
  household_no text not null,
  region text not null,
  visited_on date not null,
  visited_by text not null,
  -- The lead that it became; null where all was well.
  lead_no text,
  saved_at timestamp with time zone not null default now(),
  constraint patrol_visits_pkey PRIMARY KEY (visit_id)
);
CREATE INDEX patrol_visits_by_household ON public.patrol_visits USING btree (household, visited_on);
CREATE INDEX patrol_visits_by_worker ON public.patrol_visits USING btree (visited_by, visited_on);

-- What is known of each person, and the household that he is in.
create table persons (
  person text not null,
  household text not null,
  register_no text,
  roll_no text,
  visit_no text,
  facts text not null,
  constraint persons_pkey PRIMARY KEY (person)
) with (fillfactor=60);
CREATE INDEX persons_by_household ON public.persons USING btree (household);
CREATE INDEX persons_by_register ON public.persons USING btree (register_no) WHERE (register_no IS NOT NULL);
CREATE INDEX persons_by_roll ON public.persons USING btree (roll_no) WHERE (roll_no IS NOT NULL);
CREATE INDEX persons_registered_elsewhere ON public.persons USING btree (register_no) WHERE (register_no <> household);

-- Drafts of policy that a second person confirmed: numbers that hold from a day on.
create table policy_adoptions (
  adoption bigint not null generated always as identity,
  proposal bigint not null,
  from_day date not null,
  files text not null,
  digest text not null,
  why text not null,
  region text not null,
  proposed_by text not null,
  confirmed_by text not null,
  confirmed_at timestamp with time zone not null default now(),
  marked_up_to text not null default ''::text,
  marked bigint not null default 0,
  marked_at timestamp with time zone,
  constraint policy_adoptions_proposal_key UNIQUE (proposal),
  constraint policy_adoptions_pkey PRIMARY KEY (adoption),
  constraint policy_adoptions_proposal_fkey FOREIGN KEY (proposal) REFERENCES proposals(id),
  constraint policy_adoptions_second_person CHECK ((confirmed_by <> proposed_by))
);
CREATE INDEX policy_adoptions_unmarked ON public.policy_adoptions USING btree (from_day) WHERE (marked_at IS NULL);

-- How far each consumer has come with each source, and the number of each producer's last outbox entry; saved in the transaction that saves its state.
create table positions (
  consumer text not null,
  source text not null,
  sequence bigint not null,
  idx integer not null default 0,
  constraint positions_pkey PRIMARY KEY (consumer, source)
) with (fillfactor=50);

-- Decisions of conferences with the circumstances of their cases; state holds reasons, conditions, dissent and what the rules said, as JSON.
create table precedents (
  conference_id text not null,
  case_id text not null,
  region text not null,
  level text not null,
  decided_on date not null,
  result text not null,
  programme text,
  amount_fen bigint not null,
  circumstances text[] not null,
  state text not null,
  constraint precedents_pkey PRIMARY KEY (conference_id, case_id),
  constraint precedents_conference_id_fkey FOREIGN KEY (conference_id) REFERENCES conferences(conference_id),
  constraint precedents_result_check CHECK ((result = ANY (ARRAY['support'::text, 'decline'::text])))
);
CREATE INDEX precedents_by_circumstance ON public.precedents USING gin (circumstances);

-- Changes that one person proposes and another confirms.
create table proposals (
  id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  change text not null,
  why text not null,
  region text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null default now(),
  state text not null default 'waiting'::text,
  decided_by text,
  decided_at timestamp with time zone,
  constraint proposals_pkey PRIMARY KEY (id),
  constraint proposals_kind CHECK ((kind = ANY (ARRAY['staff'::text, 'region'::text, 'operator-key'::text, 'unmask'::text, 'open-row'::text, 'policy'::text, 'erase'::text, 'lift-hold'::text]))),
  constraint proposals_second_person CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  constraint proposals_state CHECK ((state = ANY (ARRAY['waiting'::text, 'confirmed'::text, 'refused'::text])))
);
CREATE UNIQUE INDEX proposals_waiting ON public.proposals USING btree (kind, subject, proposed_by) WHERE (state = 'waiting'::text);

-- Each notice board (公示) as it stands; state is the whole of it, as JSON.
create table publicity_boards (
  board_no text not null,
  region text not null,
  programme text not null,
  kind text not null,
  drawn_on date not null,
  -- The day on which the town is to be told that it is late; null where nothing is.
  late_on date,
  ended_on date,
  seq integer not null,
  state text not null,
  constraint publicity_boards_pkey PRIMARY KEY (board_no),
  constraint publicity_boards_kind_check CHECK ((kind = ANY (ARRAY['decisions'::text, 'recipients'::text])))
);
CREATE INDEX publicity_boards_by_late ON public.publicity_boards USING btree (late_on) WHERE (late_on IS NOT NULL);
CREATE INDEX publicity_boards_by_region ON public.publicity_boards USING btree (region text_pattern_ops, drawn_on);

-- Decisions that law wants posted, with the board that posts each.
create table publicity_due (
  decision_no text not null,
  case_id text not null,
  household text not null,
  household_no text not null,
  region text,
  programme text not null,
  person text,
  amount_fen bigint not null,
  starts_on date not null,
  decided_on date not null,
  board_no text,
  -- Since when the town knows that nobody drew a board in time.
  told_on date,
  constraint publicity_due_pkey PRIMARY KEY (decision_no)
);
CREATE INDEX publicity_due_waiting ON public.publicity_due USING btree (region text_pattern_ops, programme) WHERE (board_no IS NULL);

-- The append-only history of each board; event is the whole of it, as JSON.
create table publicity_events (
  board_no text not null,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamp with time zone not null,
  by_whom text not null,
  event text not null,
  constraint publicity_events_pkey PRIMARY KEY (board_no, seq),
  constraint publicity_events_board_no_fkey FOREIGN KEY (board_no) REFERENCES publicity_boards(board_no) ON DELETE CASCADE
);

-- Who objected, as told (JSON, encrypted); null for one who gave no name.
create table publicity_objections (
  objection_no text not null,
  board_no text not null,
  case_id text not null,
  sealed text,
  constraint publicity_objections_pkey PRIMARY KEY (objection_no),
  constraint publicity_objections_board_no_fkey FOREIGN KEY (board_no) REFERENCES publicity_boards(board_no) ON DELETE CASCADE
);

-- Files of a department's folder that were taken or refused, so that none is taken twice.
create table pulled_files (
  feed text not null,
  file text not null,
  taken_at timestamp with time zone not null default now(),
  problem text,
  constraint pulled_files_pkey PRIMARY KEY (feed, file)
);

-- How far the scheduled pull of each feed has come. One process at a time pulls a feed.
create table pulls (
  feed text not null,
  cursor text,
  pulled_at timestamp with time zone,
  problem text,
  claimed_until timestamp with time zone,
  constraint pulls_pkey PRIMARY KEY (feed)
);

-- Rows and dead letters that were set aside, until someone replays or discards them.
create table quarantine (
  quarantine_id text not null,
  feed text not null,
  delivery text not null,
  row_no bigint not null,
  business_day date not null,
  stage text not null,
  reason text not null,
  field text,
  sealed text,
  seen integer not null default 1,
  state text not null default 'waiting'::text,
  state_note text,
  state_by text,
  at timestamp with time zone not null default now(),
  message text,
  constraint quarantine_pkey PRIMARY KEY (quarantine_id),
  constraint quarantine_keeps_its_bytes CHECK (((sealed IS NOT NULL) OR (message IS NOT NULL))),
  constraint quarantine_stage CHECK ((stage = ANY (ARRAY['ingest'::text, 'scoring'::text, 'alert'::text]))),
  constraint quarantine_state CHECK ((state = ANY (ARRAY['waiting'::text, 'replayed'::text, 'discarded'::text])))
);
CREATE INDEX quarantine_by_feed ON public.quarantine USING btree (feed, reason, state);
CREATE INDEX quarantine_replayed_as ON public.quarantine USING btree (state_note) WHERE (state = 'replayed'::text);

-- What senders and people who sign in have used of their limits, counted over all console processes.
create unlogged table rate_limits (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limits_pkey PRIMARY KEY (key)
);

-- What cases handed to departments and organisations, and how far each has come; the case holds the whole of it.
create table referrals (
  referral_id text not null,
  case_id text not null,
  household text not null,
  region text,
  department text not null,
  unit text,
  status text not null,
  class text not null,
  sent_on date not null,
  due_on date not null,
  ended_on date,
  constraint referrals_pkey PRIMARY KEY (referral_id),
  constraint referrals_class_check CHECK ((class = ANY (ARRAY['department'::text, 'joint'::text, 'immediate'::text]))),
  constraint referrals_status_check CHECK ((status = ANY (ARRAY['sent'::text, 'accepted'::text, 'returned'::text, 'done'::text, 'recalled'::text])))
);
CREATE INDEX referrals_by_case ON public.referrals USING btree (case_id);
CREATE INDEX referrals_by_department ON public.referrals USING btree (department, status, due_on);

-- Regions of the administrative division, by their twelve digits.
create table regions (
  code text not null,
  name text not null,
  parent text,
  constraint regions_pkey PRIMARY KEY (code)
);

-- Messages to other systems that read the registry: answers and events, and what became of each.
create table registry_messages (
  correlation_id text not null,
  partner text not null,
  message_id text,
  transaction_id text not null,
  references_of text[] not null default '{}'::text[],
  about text[] not null default '{}'::text[],
  action text not null,
  address text,
  sealed text,
  made_at timestamp with time zone not null,
  state text not null,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  sent_at timestamp with time zone,
  fault text,
  constraint registry_messages_once UNIQUE (partner, message_id),
  constraint registry_messages_pkey PRIMARY KEY (correlation_id),
  constraint registry_messages_action CHECK ((action = ANY (ARRAY['on-search'::text, 'on-subscribe'::text, 'on-unsubscribe'::text, 'txn-on-status'::text, 'notify'::text]))),
  constraint registry_messages_address CHECK (((state = 'kept'::text) = (address IS NULL))),
  constraint registry_messages_state CHECK ((state = ANY (ARRAY['kept'::text, 'waiting'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX registry_messages_by_time ON public.registry_messages USING btree (made_at);
CREATE INDEX registry_messages_by_transaction ON public.registry_messages USING btree (partner, transaction_id);
CREATE INDEX registry_messages_to_send ON public.registry_messages USING btree (next_at) WHERE (state = 'waiting'::text);

-- What other systems asked to be told of.
create table registry_subscriptions (
  code text not null,
  partner text not null,
  event text not null,
  entity text not null,
  condition text not null,
  transaction_id text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  looked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint registry_subscriptions_pkey PRIMARY KEY (code),
  constraint registry_subscriptions_entity CHECK ((entity = ANY (ARRAY['Group'::text, 'Member'::text]))),
  constraint registry_subscriptions_event CHECK ((event = ANY (ARRAY['REGISTER'::text, 'UPDATE'::text, 'DEREGISTER'::text])))
);
CREATE UNIQUE INDEX registry_subscriptions_once ON public.registry_subscriptions USING btree (partner, event, entity, md5(condition)) WHERE (ended_at IS NULL);
CREATE INDEX registry_subscriptions_to_look ON public.registry_subscriptions USING btree (looked_at) WHERE (ended_at IS NULL);

-- What each subscriber was last told of a household, as a digest: what differs is an event.
create table registry_told (
  code text not null,
  household text not null,
  digest text not null,
  constraint registry_told_pkey PRIMARY KEY (code, household),
  constraint registry_told_code_fkey FOREIGN KEY (code) REFERENCES registry_subscriptions(code) ON DELETE CASCADE
);
CREATE INDEX registry_told_by_household ON public.registry_told USING btree (household);

-- Leads that persons told of; each becomes a task that asks who it is about.
create table reported_leads (
  lead_no text not null,
  channel text not null,
  kind text not null,
  urgency text not null,
  region text,
  reported_on date not null,
  reported_at timestamp with time zone not null default now(),
  reported_by text not null,
  feed text,
  -- The row set aside that told it: joining the lead mends it.
  quarantine_id text,
  -- Whom, where, telephone and words, as told (JSON).
  sealed text not null,
  photo text,
  task_id text,
  -- The pseudonym of the person whom it turned out to be about.
  person text,
  joined_by text,
  joined_at timestamp with time zone,
  constraint reported_leads_pkey PRIMARY KEY (lead_no),
  constraint reported_leads_channel CHECK ((channel = ANY (ARRAY['family'::text, 'village'::text, 'grid'::text, 'hospital'::text, 'school'::text, 'patrol'::text, 'team'::text, 'hotline-12345'::text, 'hotline-12349'::text, 'fire-service'::text, 'emergency-office'::text, 'other'::text]))),
  constraint reported_leads_joined CHECK (((person IS NULL) = (joined_at IS NULL))),
  constraint reported_leads_kind CHECK ((kind = ANY (ARRAY['hardship'::text, 'medical'::text, 'housing'::text, 'safety'::text, 'disaster'::text]))),
  constraint reported_leads_urgency CHECK ((urgency = ANY (ARRAY['now'::text, 'soon'::text, 'usual'::text])))
);
CREATE INDEX reported_leads_by_region ON public.reported_leads USING btree (region, reported_on);
CREATE INDEX reported_leads_unrouted ON public.reported_leads USING btree (reported_at) WHERE (task_id IS NULL);

-- When each kind of data was last looked through for what its term is over, and what went.
create table retention_runs (
  kind text not null,
  ran_on date,
  ran_at timestamp with time zone,
  gone bigint not null default 0,
  held bigint not null default 0,
  claimed_until timestamp with time zone,
  constraint retention_runs_pkey PRIMARY KEY (kind)
);

-- Filters that somebody keeps under a name, as the address of the page.
create table saved_views (
  staff_no text not null,
  page text not null,
  name text not null,
  query text not null,
  constraint saved_views_pkey PRIMARY KEY (staff_no, page, name),
  constraint saved_views_page CHECK ((page = ANY (ARRAY['tasks'::text, 'cases'::text])))
);

-- Who is signed in, by the hash of the token.
create table sessions (
  token_hash text not null,
  staff_no text not null,
  expires_at timestamp with time zone not null,
  session_id text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  address text not null,
  agent text not null,
  means text not null,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_means CHECK ((means = ANY (ARRAY['demo'::text, 'password'::text, 'oidc'::text])))
);
CREATE UNIQUE INDEX sessions_by_id ON public.sessions USING btree (session_id);
CREATE INDEX sessions_by_staff ON public.sessions USING btree (staff_no);

-- Who may sign in and take tasks, and where.
create table staff (
  staff_no text not null,
  name text not null,
  role text not null,
  region text not null,
  phone_sealed text,
  department text,
  -- Which organisation, where several of a kind work in a region; null for an office.
  unit text,
  constraint staff_pkey PRIMARY KEY (staff_no),
  constraint staff_department CHECK (((role = 'department'::text) = (department IS NOT NULL))),
  constraint staff_role CHECK ((role = ANY (ARRAY['grid-worker'::text, 'coordinator'::text, 'district'::text, 'city'::text, 'data'::text, 'system-admin'::text, 'security-admin'::text, 'auditor'::text, 'department'::text])))
);
CREATE INDEX staff_by_region ON public.staff USING btree (region, role);

-- When the places of a district's stock list were last reckoned anew; no person and no household is in it.
create table stock_areas (
  -- The first six digits of its regions, empty for households of no known region.
  area text not null,
  placed_on date not null,
  constraint stock_areas_pkey PRIMARY KEY (area)
);

-- The append-only history of each task; event is the whole of it, as JSON.
create table task_events (
  task_id text not null,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamp with time zone not null,
  by_whom text not null,
  event text not null,
  -- The indicators whose leads this event brought to its task; null where it brought none.
  indicators text[],
  constraint task_events_pkey PRIMARY KEY (task_id, seq)
);
CREATE INDEX task_events_by_indicator ON public.task_events USING gin (indicators) WITH (fastupdate=off) WHERE (indicators IS NOT NULL);

-- Each task as it stands; state is the whole of it, as JSON.
create table tasks (
  task_id text not null,
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
  updated_at timestamp with time zone not null default now(),
  -- A second person is to agree to its result.
  awaits_second boolean not null default false,
  -- What visits found makes of the score of its household in the queue.
  visit_factor double precision not null default 1,
  -- A visit within a year told about its household.
  visited_before boolean not null default false,
  constraint tasks_pkey PRIMARY KEY (task_id),
  constraint tasks_direction CHECK ((direction = ANY (ARRAY['missed'::text, 'wrong'::text, 'urgent'::text]))),
  constraint tasks_level CHECK ((level = ANY (ARRAY['none'::text, 'blue'::text, 'yellow'::text, 'orange'::text, 'red'::text]))),
  constraint tasks_status CHECK ((status = ANY (ARRAY['open'::text, 'accepted'::text, 'closed'::text, 'withdrawn'::text])))
) with (fillfactor=60);
CREATE UNIQUE INDEX one_task_per_household_and_direction ON public.tasks USING btree (household, direction) WHERE (status = ANY (ARRAY['open'::text, 'accepted'::text]));
CREATE INDEX tasks_awaiting_second ON public.tasks USING btree (region) WHERE awaits_second;
CREATE INDEX tasks_by_assignee ON public.tasks USING btree (assignee, status, due_on);
CREATE INDEX tasks_by_household ON public.tasks USING btree (household);
CREATE INDEX tasks_by_region ON public.tasks USING btree (region text_pattern_ops, status, due_on);

-- Direct identifiers of persons, encrypted: identity is name and ID number, contact is phone and address.
create table vault (
  person text not null,
  kind text not null,
  sealed text not null,
  stated_on date not null,
  rank smallint not null default 1,
  name_key text,
  -- The key of the telephone that a contact gives.
  phone_key text,
  constraint vault_pkey PRIMARY KEY (person, kind),
  constraint vault_kind CHECK ((kind = ANY (ARRAY['identity'::text, 'contact'::text])))
);
CREATE INDEX vault_by_name ON public.vault USING btree (name_key) WHERE (name_key IS NOT NULL);
CREATE INDEX vault_by_phone ON public.vault USING btree (phone_key) WHERE (phone_key IS NOT NULL);

-- Free text about persons, encrypted, by the record that it came with.
create table vault_notes (
  person text not null,
  source_key text not null,
  sealed text not null,
  constraint vault_notes_pkey PRIMARY KEY (person, source_key)
);

-- What families answered and signed, by task; the newest of a task counts.
create table visit_forms (
  form_key text not null,
  task_id text not null,
  form_no integer not null,
  form_id text not null,
  version integer not null,
  household text not null,
  filled_on date not null,
  filled_by text not null,
  command_id text,
  declared_monthly_fen bigint,
  -- The letter that the family signed with it: number, scope, until when.
  letter jsonb,
  -- Answers, visitors and signatures (JSON).
  sealed text not null,
  saved_at timestamp with time zone not null default now(),
  constraint visit_forms_command UNIQUE (task_id, command_id),
  constraint visit_forms_of_task UNIQUE (task_id, form_no),
  constraint visit_forms_pkey PRIMARY KEY (form_key)
);

-- Counts that order the queue; no person and no household is in it.
create table visit_records (
  -- The district (12 digits), empty for households of no known region.
  area text not null,
  -- An indicator, two joined by +, * for all visits, *again for those after one within a year.
  kind text not null,
  counted_on date not null,
  visited integer not null,
  confirmed integer not null,
  constraint visit_records_pkey PRIMARY KEY (area, kind)
);
