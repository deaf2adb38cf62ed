-- The audit says who, in which role, from where, did what to whom, which fields, for which task, why, and what came of it.
alter table audit
  add column seq bigint,
  add column role text not null default '',
  add column region text not null default '',
  add column whom text[] not null default '{}',
  add column fields text[] not null default '{}',
  add column task text not null default '',
  add column result text not null default 'done',
  add column address text not null default '',
  add column before text not null default '',
  add column hash text not null default '';
comment on column audit.whom is 'The persons and households that it was about.';
comment on column audit.before is 'The hash of the line before; together with the line it gives the hash of this one.';

-- What a line says, as the text that is hashed.
create function audit_text(line audit) returns text language sql stable as $$
  select concat_ws(chr(31), line.seq, to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), line.who, line.role,
    line.region, line.action, line.subject, array_to_string(line.whom, ','), array_to_string(line.fields, ','), line.task, line.purpose, line.result,
    line.address, line.before)
$$;

-- Lines are chained one after the other: whoever writes one waits for the one before.
create function audit_chain() returns trigger language plpgsql as $$
declare last record;
begin
  perform pg_advisory_xact_lock(7391);
  select seq, hash into last from audit where seq is not null order by seq desc limit 1;
  new.seq := coalesce(last.seq, 0) + 1;
  new.before := coalesce(last.hash, '');
  new.at := clock_timestamp();
  new.hash := encode(sha256(convert_to(audit_text(new), 'UTF8')), 'hex');
  return new;
end $$;

-- Lines of before begin the chain, in their order.
do $$
declare line record; numbered bigint := 0; last text := '';
begin
  for line in select id from audit order by id loop
    numbered := numbered + 1;
    update audit set seq = numbered, before = last where id = line.id;
    update audit a set hash = encode(sha256(convert_to(audit_text(a), 'UTF8')), 'hex') where a.id = line.id;
    select hash into last from audit where id = line.id;
  end loop;
end $$;
alter table audit alter column seq set not null;
create unique index audit_by_seq on audit (seq);
create index audit_by_whom on audit using gin (whom);
create index audit_by_who on audit (who, seq);

create function audit_stands() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is only added to: no line is changed or deleted';
end $$;
create trigger audit_chain before insert on audit for each row execute function audit_chain();
create trigger audit_stands before update or delete on audit for each row execute function audit_stands();
create trigger audit_stands_whole before truncate on audit for each statement execute function audit_stands();
