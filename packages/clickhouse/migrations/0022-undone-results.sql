alter table task_events
  add column if not exists undoes UInt32 default 0,
  add column if not exists reopens Bool default false
