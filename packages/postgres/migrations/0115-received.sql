-- 在享人数: since when and until when how many of a household were on which programme. Null for what was not judged since.
alter table households add column received text[];
comment on column households.received is
  'When how many of it were on which programme, as programme:from:to:persons; null where it was not judged since this is kept.';
create index households_receiving on households (region text_pattern_ops) where received is distinct from '{}';
