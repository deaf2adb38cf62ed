-- A delivery that is not all of its feed: absence from it says nothing. Rows that no file brought never are.
alter table deliveries add column part boolean not null default false;
update deliveries set part = true where file_name is null;
