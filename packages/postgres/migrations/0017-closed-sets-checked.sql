alter table staff validate constraint staff_role;
alter table deliveries validate constraint deliveries_status;
alter table quarantine validate constraint quarantine_stage, validate constraint quarantine_state;
alter table vault validate constraint vault_kind;
alter table households validate constraint households_level;
alter table tasks validate constraint tasks_direction, validate constraint tasks_level, validate constraint tasks_status;
alter table notices validate constraint notices_kind;
