-- 向部门开放端口: what lists are drawn by, and each list as it was drawn: who, when, for what, which households. What was judged
-- before has no traits until it is judged again.
alter table households add column traits text[] not null default '{}';
comment on column households.traits is 'What lists for departments are drawn by: age bands, rolls, disability, housing.';
create table department_lists (
  list_no text primary key,
  region text not null,
  department text not null,
  unit text,
  purpose text not null,
  why text not null,
  -- The attributes asked for, as JSON.
  asked text not null,
  drawn_on date not null,
  drawn_at timestamptz not null,
  drawn_by text not null
);
create index department_lists_by_region on department_lists (region text_pattern_ops, drawn_on);
comment on table department_lists is 'Lists of families drawn for a department and a purpose, kept as drawn.';
create table department_list_rows (
  list_no text not null references department_lists (list_no) on delete cascade,
  nth integer not null,
  household text not null,
  household_no text not null,
  region text,
  points smallint not null,
  ring text not null,
  cause text not null,
  primary key (list_no, nth)
);
create index department_list_rows_by_household on department_list_rows (household);
comment on table department_list_rows is 'The families of each list in the order and with the hardship that they had when it was drawn.';
create table department_list_help (
  list_no text not null references department_lists (list_no) on delete cascade,
  nth integer not null,
  referral_id text not null,
  day date not null,
  by_whom text not null,
  primary key (list_no, nth, referral_id)
);
comment on table department_list_help is 'What a department took in hand from its list, by the referral that it became.';
