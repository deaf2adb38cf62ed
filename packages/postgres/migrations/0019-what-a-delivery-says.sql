-- What people should know of a delivery, in Chinese, with how many rows, columns or sheets each remark concerns.
alter table deliveries add column remarks jsonb not null default '{}';
-- Whom each whole roll and register listed last, and where: how many a new one takes off, and who stands in two places.
create table listed (
  feed text not null,
  person text not null,
  region text not null,
  day date not null,
  delivery text not null,
  row_no bigint not null,
  place text not null,
  primary key (feed, person)
) with (fillfactor = 60);
-- Who may rename a person: 2 for the register and the rolls, 1 for other departments, 0 for a masked or missing name.
-- The key of the name that counts, so that another one is seen without opening the vault.
alter table vault add column rank smallint not null default 1, add column name_key text;
comment on table listed is 'Whom each whole roll and register listed last, and where.';
