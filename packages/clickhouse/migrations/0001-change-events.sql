create table if not exists change_events (
  event_id String,
  type LowCardinality(String),
  feed LowCardinality(String),
  provider LowCardinality(String),
  subject String,
  source_key String,
  revision UInt64,
  retracted Bool,
  business_day Date,
  happened_at DateTime64(3, 'Asia/Shanghai'),
  delivery String,
  data String
) engine = ReplacingMergeTree order by (type, business_day, event_id)
