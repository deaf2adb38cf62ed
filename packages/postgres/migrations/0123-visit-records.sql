-- What visits of the last twelve months found, by area and kind of lead, and how far that moves each task in the queue.
create table visit_records (
  area text not null,
  kind text not null,
  counted_on date not null,
  visited integer not null,
  confirmed integer not null,
  primary key (area, kind)
);
comment on table visit_records is 'Counts that order the queue; no person and no household is in it.';
comment on column visit_records.area is 'The district (12 digits), empty for households of no known region.';
comment on column visit_records.kind is 'An indicator, two joined by +, * for all visits, *again for those after one within a year.';
alter table tasks
  add column visit_factor double precision not null default 1,
  add column visited_before boolean not null default false;
comment on column tasks.visit_factor is 'What visits found makes of the score of its household in the queue.';
comment on column tasks.visited_before is 'A visit within a year told about its household.';
