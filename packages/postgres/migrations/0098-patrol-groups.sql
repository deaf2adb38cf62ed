-- Why somebody of a household is visited every so often, as the last judgement left it. What was judged before is due to be judged
-- again: a village that misses nobody (村不漏户) cannot wait for the next fact.
alter table households add column patrol text[] default '{}';
comment on column households.patrol is 'Groups of people for which it is visited (巡访); null where nobody lives in it.';
create index households_in_patrol on households (region text_pattern_ops) where patrol <> '{}';
create index tasks_by_household on tasks (household);
update households set recheck_on = greatest(recheck_on, day);
