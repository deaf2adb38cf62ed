-- Rows that are rewritten often leave room on their page, so that a new version needs no new index entries and the
-- room of the old one is used again without a vacuum.
alter table persons set (fillfactor = 60);
alter table households set (fillfactor = 60);
alter table cases set (fillfactor = 60);
alter table tasks set (fillfactor = 60);
alter table deliveries set (fillfactor = 50);
alter table positions set (fillfactor = 50);
