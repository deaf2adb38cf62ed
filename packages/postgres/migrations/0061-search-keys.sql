-- The console finds a household by a name or a telephone without opening the vault. Phones that were kept before are found
-- once they are stated again.
alter table vault add column phone_key text;
create index vault_by_name on vault (name_key) where name_key is not null;
create index vault_by_phone on vault (phone_key) where phone_key is not null;
comment on column vault.phone_key is 'The key of the telephone that a contact gives.';
