-- Who opened the visit of a family: name, address and telephones are then shown to him until the task is over or another's.
create table opened_visits (
  task_id text not null,
  staff_no text not null,
  opened_at timestamptz not null,
  primary key (task_id, staff_no)
);
comment on table opened_visits is 'Who may see whom a task is about, for the term of the task.';
