create table if not exists quarantine (
  quarantine_id String,
  feed LowCardinality(String),
  delivery String,
  row_no UInt64,
  business_day Date,
  stage LowCardinality(String),
  reason LowCardinality(String),
  field Nullable(String),
  at DateTime64(3, 'Asia/Shanghai')
) engine = ReplacingMergeTree order by (feed, business_day, delivery, row_no, quarantine_id)
