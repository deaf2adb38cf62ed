-- 公示: decisions that ask for it, boards as they were drawn, when they hung, and what was said against them.
alter table cases drop constraint cases_matter_check;
alter table cases add constraint cases_matter_check check (matter in ('application', 'relief', 'referral', 'conference',
  'increase', 'reduction', 'stop', 'recovery', 'objection'));
create table publicity_due (
  decision_no text primary key,
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
  told_on date
);
create index publicity_due_waiting on publicity_due (region text_pattern_ops, programme) where board_no is null;
comment on table publicity_due is 'Decisions that law wants posted, with the board that posts each.';
comment on column publicity_due.told_on is 'Since when the town knows that nobody drew a board in time.';
create table publicity_boards (
  board_no text primary key,
  region text not null,
  programme text not null,
  kind text not null check (kind in ('decisions', 'recipients')),
  drawn_on date not null,
  late_on date,
  ended_on date,
  seq integer not null,
  state text not null
);
create index publicity_boards_by_region on publicity_boards (region text_pattern_ops, drawn_on);
create index publicity_boards_by_late on publicity_boards (late_on) where late_on is not null;
comment on table publicity_boards is 'Each notice board (公示) as it stands; state is the whole of it, as JSON.';
comment on column publicity_boards.late_on is 'The day on which the town is to be told that it is late; null where nothing is.';
create table publicity_events (
  board_no text not null references publicity_boards (board_no) on delete cascade,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamptz not null,
  by_whom text not null,
  event text not null,
  primary key (board_no, seq)
);
comment on table publicity_events is 'The append-only history of each board; event is the whole of it, as JSON.';
create table publicity_objections (
  objection_no text primary key,
  board_no text not null references publicity_boards (board_no) on delete cascade,
  case_id text not null,
  sealed text
);
comment on table publicity_objections is 'Who objected, as told (JSON, encrypted); null for one who gave no name.';
