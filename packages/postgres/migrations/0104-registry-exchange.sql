-- Other systems read the registry by messages of the interchange standard (SP-DCI). A message is the outbox of its answer: it is
-- kept sealed until it was delivered, or where there is no address until its term is over.
alter table operator_keys add column agreement text;
comment on column operator_keys.agreement is 'What was agreed with a system that reads the registry, as JSON; null for other keys.';

create table registry_messages (
  correlation_id text primary key,
  partner text not null,
  -- The id that the partner gave its message; null for what we send of ourselves.
  message_id text,
  transaction_id text not null,
  references_of text[] not null default '{}',
  -- Households that it tells of.
  about text[] not null default '{}',
  action text not null,
  address text,
  -- The answer; null once it was delivered.
  sealed text,
  made_at timestamptz not null,
  state text not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  claimed_until timestamptz,
  sent_at timestamptz,
  fault text,
  constraint registry_messages_state check (state in ('kept', 'waiting', 'sent', 'failed')),
  constraint registry_messages_action check (action in ('on-search', 'on-subscribe', 'on-unsubscribe', 'txn-on-status', 'notify')),
  constraint registry_messages_address check ((state = 'kept') = (address is null)),
  constraint registry_messages_once unique (partner, message_id)
);
create index registry_messages_by_transaction on registry_messages (partner, transaction_id);
create index registry_messages_to_send on registry_messages (next_at) where state = 'waiting';
create index registry_messages_by_time on registry_messages (made_at);
comment on table registry_messages is 'Messages to other systems that read the registry: answers and events, and what became of each.';

create table registry_subscriptions (
  code text primary key,
  partner text not null,
  event text not null,
  entity text not null,
  -- Which households, as JSON; an ID number stands in it as its pseudonym.
  condition text not null,
  transaction_id text not null,
  since timestamptz not null,
  until timestamptz,
  looked_at timestamptz not null,
  ended_at timestamptz,
  constraint registry_subscriptions_event check (event in ('REGISTER', 'UPDATE', 'DEREGISTER')),
  constraint registry_subscriptions_entity check (entity in ('Group', 'Member'))
);
create unique index registry_subscriptions_once on registry_subscriptions (partner, event, entity, md5(condition)) where ended_at is null;
create index registry_subscriptions_to_look on registry_subscriptions (looked_at) where ended_at is null;
comment on table registry_subscriptions is 'What other systems asked to be told of.';

create table registry_told (
  code text not null references registry_subscriptions (code) on delete cascade,
  household text not null,
  digest text not null,
  primary key (code, household)
);
create index registry_told_by_household on registry_told (household);
comment on table registry_told is 'What each subscriber was last told of a household, as a digest: what differs is an event.';
