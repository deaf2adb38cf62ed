alter table task_events add column if not exists closes Bool
  default type = 'TaskWithdrawn' or (type = 'OutcomeRecorded' and outcome not in ('not-found', 'moved'))
