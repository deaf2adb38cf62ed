-- Most families are told at a glance to be left alone by a draft of a policy, and nobody of them need be read.
alter table households add column glance text;
comment on column households.glance is 'What it surely has, for trying drafts: types of facts, ages, wages by month and bills. Null where it has to be read.';
