-- The outbox and the level history under the names that the program uses. The row of `positions` that numbers a producer's
-- outbox entries goes on counting: readers take a number that comes again for a repeat.
alter table owed rename to outbox;
alter index owed_pkey rename to outbox_pkey;
alter index owed_by_consumer rename to outbox_by_consumer;
update positions set source = 'outbox' where source = 'owed';
alter table households rename column standing to level_history;

comment on table migrations is 'Which migrations this database has seen.';
comment on table positions is 'How far each consumer has come with each source, and the number of each producer''s last outbox entry; saved in the transaction that saves its state.';
comment on table outbox is 'Outputs saved with the state and not known to be published yet.';
comment on table regions is 'Regions of the administrative division, by their twelve digits.';
comment on table staff is 'Who may sign in and take tasks, and where.';
comment on table deliveries is 'The account of each delivery: rows received, accepted, in quarantine, applied.';
comment on table quarantine is 'Rows and dead letters that were set aside, until someone replays or discards them.';
comment on table vault is 'Direct identifiers of persons, encrypted: identity is name and ID number, contact is phone and address.';
comment on table vault_notes is 'Free text about persons, encrypted, by the record that it came with.';
comment on table intake_keys is 'Keys with which departments send over HTTP, by their hash.';
comment on table pulls is 'How far the scheduled pull of each feed has come. One process at a time pulls a feed.';
comment on table persons is 'What is known of each person, and the household that he is in.';
comment on table kinship is 'Who names whom as kin.';
comment on table households is 'The last assessment of each household, and what the hysteresis of its level needs.';
comment on table coverage is 'Up to when each feed was delivered for each region: from then on absence from it counts.';
comment on table delivery_ends is 'Deliveries that ended and of which rows may still be under way with other workers.';
comment on table cases is 'What is known of a household''s leads, as JSON.';
comment on table tasks is 'Each task as it stands; state is the whole of it, as JSON.';
comment on table task_events is 'The append-only history of each task; event is the whole of it, as JSON.';
comment on table notices is 'What each member of staff is to be told of.';
comment on table sessions is 'Who is signed in, by the hash of the token.';
comment on table audit is 'Who looked at or did what to whom, and why.';
