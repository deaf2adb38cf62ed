-- A sample of households is drawn by the hash of their names, without looking at all of them.
create index households_by_hash on households (hashtext(household));
