create table if not exists verdicts (
  household String,
  version UInt32,
  day Date,
  region LowCardinality(String),
  indicator LowCardinality(String),
  direction LowCardinality(String),
  level LowCardinality(String),
  confidence Float64
) engine = ReplacingMergeTree order by (indicator, household, version, level)
