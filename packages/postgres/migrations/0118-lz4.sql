-- What is known of a person and what was found of a household is written with every month's files, and kept compressed from
-- two kilobytes on: lz4 takes half the time, where the server was built with it. What is stored already stays readable.
do $$
begin
  alter table persons alter column facts set compression lz4;
  alter table households alter column assessment set compression lz4;
exception when feature_not_supported then null;
end $$;
