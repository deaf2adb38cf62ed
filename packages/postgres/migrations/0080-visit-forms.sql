-- Forms that were filled in at visits: what offices tell already is not in them.
create table visit_forms (
  form_key text primary key,
  task_id text not null,
  form_no integer not null,
  form_id text not null,
  version integer not null,
  household text not null,
  filled_on date not null,
  filled_by text not null,
  command_id text,
  declared_monthly_fen bigint,
  letter jsonb,
  sealed text not null,
  saved_at timestamptz not null default now(),
  constraint visit_forms_of_task unique (task_id, form_no),
  constraint visit_forms_command unique (task_id, command_id)
);
comment on table visit_forms is 'What families answered and signed, by task; the newest of a task counts.';
comment on column visit_forms.sealed is 'Answers, visitors and signatures (JSON).';
comment on column visit_forms.letter is 'The letter that the family signed with it: number, scope, until when.';
