-- 一事一议, 个案会商: agenda, opinions and decisions; state is the whole of it, as JSON.
create table conferences (
  conference_id text primary key,
  region text not null,
  level text not null check (level in ('village', 'town', 'district', 'city')),
  held_on date not null,
  status text not null check (status in ('called', 'closed')),
  seq integer not null,
  state text not null
);
create index conferences_by_region on conferences (region text_pattern_ops, held_on);
comment on table conferences is 'Each conference as it stands, with agenda, material, opinions and decisions; state is the whole of it, as JSON.';
create table conference_events (
  conference_id text not null,
  seq integer not null,
  type text not null,
  day date not null,
  at timestamptz not null,
  by_whom text not null,
  event text not null,
  primary key (conference_id, seq)
);
comment on table conference_events is 'The append-only history of each conference; event is the whole of it, as JSON.';
-- What conferences decided, by the circumstances under which it is found again. It names no household.
create table precedents (
  conference_id text not null references conferences (conference_id),
  case_id text not null,
  region text not null,
  level text not null,
  decided_on date not null,
  result text not null check (result in ('support', 'decline')),
  programme text,
  amount_fen bigint not null,
  circumstances text[] not null,
  state text not null,
  primary key (conference_id, case_id)
);
create index precedents_by_circumstance on precedents using gin (circumstances);
comment on table precedents is 'Decisions of conferences with the circumstances of their cases; state holds reasons, conditions, dissent and what the rules said, as JSON.';
