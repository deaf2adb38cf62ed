-- What somebody told of without an ID number, until it is known who it is.
create table reported_leads (
  lead_no text primary key,
  channel text not null,
  kind text not null,
  urgency text not null,
  region text,
  reported_on date not null,
  reported_at timestamptz not null default now(),
  reported_by text not null,
  feed text,
  quarantine_id text,
  sealed text not null,
  photo text,
  task_id text,
  person text,
  joined_by text,
  joined_at timestamptz,
  constraint reported_leads_channel check (channel in ('family', 'village', 'grid', 'hospital', 'school', 'patrol', 'team',
    'hotline-12345', 'hotline-12349', 'fire-service', 'emergency-office', 'other')),
  constraint reported_leads_kind check (kind in ('hardship', 'medical', 'housing', 'safety', 'disaster')),
  constraint reported_leads_urgency check (urgency in ('now', 'soon', 'usual')),
  constraint reported_leads_joined check ((person is null) = (joined_at is null))
);
create index reported_leads_unrouted on reported_leads (reported_at) where task_id is null;
create index reported_leads_by_region on reported_leads (region, reported_on);
comment on table reported_leads is 'Leads that persons told of; each becomes a task that asks who it is about.';
comment on column reported_leads.sealed is 'Whom, where, telephone and words, as told (JSON).';
comment on column reported_leads.quarantine_id is 'The row set aside that told it: joining the lead mends it.';
comment on column reported_leads.person is 'The pseudonym of the person whom it turned out to be about.';
