-- Columns that hold one of a few words. Rows that are there are checked by the next migration, in a transaction of its own:
-- adding a constraint locks the table for everyone, checking it does not.
-- Event types and reject reasons are not among them: they grow with releases, and history keeps those that are retired.
-- Early staff lists were kept in the words of the department.
update staff set role = case when role like '%网格员%' then 'grid-worker' when role like '%协理员%' then 'coordinator'
    when role like '%区级%' then 'district' when role like '%市级%' then 'city' when role like '%数据%' then 'data' else role end
  where role not in ('grid-worker', 'coordinator', 'district', 'city', 'data');
alter table staff add constraint staff_role check (role in ('grid-worker', 'coordinator', 'district', 'city', 'data')) not valid;
alter table deliveries add constraint deliveries_status check (status in ('receiving', 'processing', 'complete', 'failed')) not valid;
alter table quarantine
  add constraint quarantine_stage check (stage in ('ingest', 'scoring', 'alert')) not valid,
  add constraint quarantine_state check (state in ('waiting', 'replayed', 'discarded')) not valid;
alter table vault add constraint vault_kind check (kind in ('identity', 'contact')) not valid;
alter table households add constraint households_level check (level in ('none', 'blue', 'yellow', 'orange', 'red')) not valid;
alter table tasks
  add constraint tasks_direction check (direction in ('missed', 'wrong', 'urgent')) not valid,
  add constraint tasks_level check (level in ('none', 'blue', 'yellow', 'orange', 'red')) not valid,
  add constraint tasks_status check (status in ('open', 'accepted', 'closed', 'withdrawn')) not valid;
alter table notices add constraint notices_kind check (kind in ('assigned', 'raised', 'reminded', 'overdue', 'withdrawn')) not valid;
