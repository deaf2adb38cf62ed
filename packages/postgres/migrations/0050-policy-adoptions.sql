-- Changes of policy are proposed and confirmed as changes of staff are.
alter table proposals drop constraint proposals_kind;
alter table proposals add constraint proposals_kind
  check (kind in ('staff', 'region', 'operator-key', 'unmask', 'open-row', 'policy'));

-- `files` is JSON: changed policy files by their path, as their texts. `digest` is of the files and the first day: what was signed.
create table policy_adoptions (
  adoption bigint generated always as identity primary key,
  proposal bigint not null unique references proposals (id),
  from_day date not null,
  files text not null,
  digest text not null,
  why text not null,
  region text not null,
  proposed_by text not null,
  confirmed_by text not null,
  confirmed_at timestamptz not null default now(),
  -- From the first day on the households concerned are marked to be judged again, page by page: up to which name, and how many.
  marked_up_to text not null default '',
  marked bigint not null default 0,
  marked_at timestamptz,
  constraint policy_adoptions_second_person check (confirmed_by <> proposed_by)
);
create index policy_adoptions_unmarked on policy_adoptions (from_day) where marked_at is null;
comment on table policy_adoptions is 'Drafts of policy that a second person confirmed: numbers that hold from a day on.';
