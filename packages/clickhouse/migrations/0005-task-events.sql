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
) engine = ReplacingMergeTree order by (task_id, seq)
