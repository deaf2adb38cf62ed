-- What somebody says is wrong of what a department said, until it says otherwise or that it holds.
create table corrections (
  id bigint generated always as identity primary key,
  feed text not null,
  person text not null,
  type text not null,
  source_key text not null,
  said text not null,
  what text not null,
  region text not null,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  state text not null default 'open',
  answer text not null default '',
  closed_by text,
  closed_at timestamptz,
  constraint corrections_state check (state in ('open', 'corrected', 'answered')),
  constraint corrections_closed check ((state = 'open') = (closed_at is null))
);
create unique index corrections_open on corrections (person, feed, type, source_key) where state = 'open';
create index corrections_by_feed on corrections (feed, state);
comment on table corrections is 'What departments are asked to correct, and how it ended.';
comment on column corrections.said is 'A digest of what the department said: another one under the same key corrects it.';
