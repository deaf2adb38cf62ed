-- Supervision reads of the stock list only whom it opens now: each district's part lies in the order in which tasks open.
alter table household_files
  add column stock_region text,
  add column stock_unplaced boolean not null default false,
  add column waited_since date;
comment on column household_files.stock_region is 'Where a household on the stock list lives; empty where no region is known, null off the list.';
comment on column household_files.stock_unplaced is 'What its place on the stock list is reckoned from may have changed since.';
comment on column household_files.stock_place is 'Its score as far as visits bear its leads out, which orders the list; zero until it was ordered.';
comment on column household_files.waited_since is 'Since when it waited on the stock list before its last task for missed help opened; null where it did not.';
update household_files set stock_region = coalesce(state::jsonb ->> 'region', ''), stock_place = coalesce(stock_place, 0), stock_unplaced = true
where stock_since is not null;
drop index household_files_in_stock;
create index household_files_in_stock on household_files (stock_place desc, stock_since, household) where stock_since is not null;
create index household_files_by_turn on household_files (left(stock_region, 6), stock_place desc, stock_since, household)
where stock_since is not null;
create index household_files_unplaced on household_files (household) where stock_unplaced;
-- Places rest on what visits found: each district's part of the list is reckoned anew once a day.
create table stock_areas (
  area text primary key,
  placed_on date not null
);
comment on table stock_areas is 'When the places of a district''s stock list were last reckoned anew; no person and no household is in it.';
comment on column stock_areas.area is 'The first six digits of its regions, empty for households of no known region.';
