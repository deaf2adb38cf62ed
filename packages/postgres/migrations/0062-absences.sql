create table absences (
  absence_id text primary key,
  staff_no text not null,
  from_day date not null,
  to_day date not null,
  substitute text,
  why text not null,
  entered_by text not null,
  entered_at timestamptz not null default now(),
  constraint absences_in_order check (to_day >= from_day),
  constraint absences_other_person check (substitute is null or substitute <> staff_no)
);
create index absences_by_staff on absences (staff_no, to_day);
comment on table absences is 'Who is away from when to when, and who takes the tasks meanwhile.';
