-- Results that a second person is to agree to, since they put leads to rest for long; notices of them, and of entries that
-- were written without a network and no longer fitted.
alter table tasks add column awaits_second boolean not null default false;
comment on column tasks.awaits_second is 'A second person is to agree to its result.';
create index tasks_awaiting_second on tasks (region) where awaits_second;
alter table notices drop constraint notices_kind;
alter table notices add constraint notices_kind
  check (kind in ('assigned', 'raised', 'reminded', 'overdue', 'withdrawn', 'to-confirm', 'conflict'));
