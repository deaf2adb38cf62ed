-- No plan depends on what these texts say, and sampling them takes tens of megabytes.
alter table persons alter column facts set statistics 0;
alter table households alter column assessment set statistics 0;
alter table households alter column standing set statistics 0;
alter table cases alter column state set statistics 0;
alter table tasks alter column state set statistics 0;
alter table task_events alter column event set statistics 0;
alter table vault alter column sealed set statistics 0;
alter table vault_notes alter column sealed set statistics 0;
