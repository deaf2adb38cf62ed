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
) engine = ReplacingMergeTree order by (type, business_day, event_id);

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
) engine = ReplacingMergeTree order by (feed, business_day, delivery, row_no, quarantine_id);

create table if not exists assessments (
  household String,
  version UInt32,
  household_no String,
  region LowCardinality(String),
  day Date,
  policy LowCardinality(String),
  level LowCardinality(String),
  score Float64,
  household_score Float64,
  health_score Float64,
  assets_score Float64,
  income_score Float64,
  expenditure_score Float64,
  confidence Float64,
  members UInt16,
  fires Array(LowCardinality(String)),
  unknown Array(LowCardinality(String)),
  review_on Nullable(Date)
) engine = ReplacingMergeTree order by (household, version);

create table if not exists verdicts (
  household String,
  version UInt32,
  day Date,
  region LowCardinality(String),
  indicator LowCardinality(String),
  direction LowCardinality(String),
  level LowCardinality(String),
  confidence Float64
) engine = ReplacingMergeTree order by (indicator, household, version, level);

create table if not exists task_events (
  task_id String,
  seq UInt32,
  type LowCardinality(String),
  day Date,
  at DateTime64(3, 'Asia/Shanghai'),
  by_whom String,
  household String,
  household_no String,
  region LowCardinality(String),
  direction LowCardinality(String),
  level LowCardinality(String),
  indicators Array(LowCardinality(String)),
  outcome LowCardinality(String),
  assignee String,
  due_on Nullable(Date)
) engine = ReplacingMergeTree order by (task_id, seq);

create table if not exists unreadable (
  topic LowCardinality(String),
  partition UInt32,
  offset UInt64,
  problem String
) engine = ReplacingMergeTree order by (topic, partition, offset);
