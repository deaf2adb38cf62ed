-- The console finds tasks by the indicator of a lead, in an index and no longer by a search in the text of each event.
-- `event` stays text: jsonb holds neither U+0000 nor half a surrogate pair, and a department's text may have both.
alter table task_events add column indicators text[];
update task_events set indicators = array(select found[1] from regexp_matches(event, '"indicator":"([^"\\]+)"', 'g') as found)
  where type in ('TaskOpened', 'LeadJoined');
-- No pending list: the table is only appended to, so the embedded engine never vacuums it, and each search would read the list.
create index task_events_by_indicator on task_events using gin (indicators) with (fastupdate = off) where indicators is not null;
comment on column task_events.indicators is 'The indicators whose leads this event brought to its task; null where it brought none.';
