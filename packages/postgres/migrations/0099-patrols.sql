-- Who was visited on patrol, without a task; the same id again is the same visit.
create table patrol_visits (
  visit_id text primary key,
  household text not null,
  household_no text not null,
  region text not null,
  visited_on date not null,
  visited_by text not null,
  lead_no text,
  saved_at timestamptz not null default now()
);
create index patrol_visits_by_household on patrol_visits (household, visited_on);
create index patrol_visits_by_worker on patrol_visits (visited_by, visited_on);
comment on table patrol_visits is 'Visits on patrol: somebody was there on a day, and all was well or became a lead.';
comment on column patrol_visits.lead_no is 'The lead that it became; null where all was well.';
-- Campaigns (敲门行动): every household of a place, of some groups of it, or of a list, is to be seen once.
create table campaigns (
  campaign_id text primary key,
  title text not null,
  region text not null,
  groups text[] not null default '{}',
  of_list boolean not null default false,
  from_on date not null,
  until_on date not null,
  started_by text not null,
  ended_on date,
  constraint campaigns_span check (from_on <= until_on)
);
create index campaigns_by_region on campaigns (region text_pattern_ops) where ended_on is null;
comment on table campaigns is 'Campaigns that knock at every door of a place or a list until all were seen.';
comment on column campaigns.groups is 'Only households in one of these groups; empty: all.';
create table campaign_households (
  campaign_id text not null references campaigns on delete cascade,
  household text not null,
  primary key (campaign_id, household)
);
comment on table campaign_households is 'The households of a campaign that is for a list.';
