-- How far the audit was handed to syslog: what stands behind it is still to go. One process at a time hands lines over.
create table audit_shipping (
  place text not null primary key,
  seq bigint not null default 0,
  claimed_until timestamptz
);
comment on table audit_shipping is 'How far the audit was handed to syslog.';
