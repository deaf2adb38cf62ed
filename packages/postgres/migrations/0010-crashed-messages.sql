-- A message that crashed a step behind ingest has no sealed row: it is kept whole, to be sent again once the bug is mended.
alter table quarantine alter column sealed drop not null;
alter table quarantine add column message text;
alter table quarantine add constraint quarantine_keeps_its_bytes check (sealed is not null or message is not null);
