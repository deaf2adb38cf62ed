-- The ids of the indicators that fire in shadow (影子指标) for a household: counted for managers, without tasks.
alter table households add column shadow text[] not null default '{}';
comment on column households.shadow is 'Indicators that fire in shadow: counted for managers, without tasks.';
create index households_in_shadow on households (region text_pattern_ops) where shadow <> '{}';
