-- What the data team answered to faults in departments' records that visits found; the faults themselves are lines of tasks' histories.
create table data_fault_answers (
  task_id text not null,
  seq integer not null,
  answer text not null,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (task_id, seq)
);
comment on table data_fault_answers is 'What became of faults in departments'' records that visits found.';
create index task_events_with_faults on task_events (day) where type = 'OutcomeRecorded' and event like '%"dataFault"%';
