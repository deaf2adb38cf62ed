-- A department's key speaks for a region; keys of before speak for all.
alter table intake_keys add column region text not null default '000000000000';
