-- How hard a household's state is and in which ring it stands, as the last judgement left it. What was judged before stands in
-- the ring of those unknown until it is judged again.
alter table households
  add column ring text not null default 'unknown',
  add column cause text not null default 'none',
  add column hardship smallint not null default 0;
comment on column households.ring is 'How it stands to the standard (困难圈层); every household is in one.';
comment on column households.cause is 'What weighs most on it (主要致困原因).';
comment on column households.hardship is 'Hardship of its state, 0 to 100 (困难程度); no part of the level.';
create index households_by_hardship on households (hardship desc, household);
