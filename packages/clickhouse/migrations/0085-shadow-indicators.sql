alter table assessments add column if not exists shadow Array(LowCardinality(String))
