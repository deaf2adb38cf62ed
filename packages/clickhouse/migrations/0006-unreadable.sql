create table if not exists unreadable (
  topic LowCardinality(String),
  partition UInt32,
  offset UInt64,
  problem String
) engine = ReplacingMergeTree order by (topic, partition, offset)
