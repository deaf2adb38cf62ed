-- The stock list (存量摸排清单): households of which a place's first deliveries told, and to which nobody was sent yet.
alter table household_files
  add column stock_since date,
  add column stock_by date,
  add column stock_place double precision;
comment on column household_files.stock_since is 'Since when it waits on the stock list; null for one that does not.';
comment on column household_files.stock_by is 'The day by which its task opens at the latest.';
comment on column household_files.stock_place is 'Its score as far as visits bear its leads out, which orders the list; null until it was ordered.';
create index household_files_in_stock on household_files (household) where stock_since is not null;
