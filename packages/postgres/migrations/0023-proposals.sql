-- Three more roles: duties that no one person holds together (三权分立).
alter table staff drop constraint staff_role;
alter table staff add constraint staff_role check (role in ('grid-worker', 'coordinator', 'district', 'city', 'data',
  'system-admin', 'security-admin', 'auditor'));
-- Changes that one person proposes and another confirms. `change` is the whole of it, as JSON; phones in it are sealed.
create table proposals (
  id bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  change text not null,
  why text not null,
  region text not null,
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  state text not null default 'waiting',
  decided_by text,
  decided_at timestamptz,
  constraint proposals_kind check (kind in ('staff', 'region', 'unmask', 'open-row')),
  constraint proposals_state check (state in ('waiting', 'confirmed', 'refused')),
  constraint proposals_second_person check (decided_by is null or decided_by <> proposed_by)
);
-- A newer proposal for the same member of staff or region takes the place of the one that waits.
create unique index proposals_waiting on proposals (kind, subject, proposed_by) where state = 'waiting';
comment on table proposals is 'Changes that one person proposes and another confirms.';
