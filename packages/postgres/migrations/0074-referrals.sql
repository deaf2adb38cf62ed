-- Departments and organisations as users (16.1): one role, with the office that somebody answers for, and the organisation's name.
alter table staff add column department text;
alter table staff add column unit text;
alter table staff drop constraint staff_role;
alter table staff add constraint staff_role check (role in ('grid-worker', 'coordinator', 'district', 'city', 'data',
  'system-admin', 'security-admin', 'auditor', 'department'));
alter table staff add constraint staff_department check ((role = 'department') = (department is not null));
comment on column staff.unit is 'Which organisation, where several of a kind work in a region; null for an office.';
-- 转办: each referral as it stands, for the inboxes of departments; the case holds the same and its history every line.
create table referrals (
  referral_id text primary key,
  case_id text not null,
  household text not null,
  region text,
  department text not null,
  unit text,
  status text not null check (status in ('sent', 'accepted', 'returned', 'done', 'recalled')),
  class text not null check (class in ('department', 'joint', 'immediate')),
  sent_on date not null,
  due_on date not null,
  ended_on date
);
create index referrals_by_department on referrals (department, status, due_on);
create index referrals_by_case on referrals (case_id);
comment on table referrals is 'What cases handed to departments and organisations, and how far each has come; the case holds the whole of it.';
