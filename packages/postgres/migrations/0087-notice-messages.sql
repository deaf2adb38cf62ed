-- Messages that tell members of staff of their notices outside the console. The table is the outbox: a message is made and its
-- notices are joined to it in one transaction, and by the key no notice is in two messages of a channel.
create table notice_messages (
  message_id text primary key,
  channel text not null,
  staff_no text,
  notices integer not null,
  urgent integer not null,
  people integer not null,
  made_at timestamptz not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  next_at timestamptz not null,
  tried_at timestamptz,
  sent_at timestamptz,
  repeated boolean not null default false,
  fault text,
  constraint notice_messages_channel check (channel in ('wecom-app', 'wecom-robot', 'dingtalk-robot', 'sms', 'webhook')),
  constraint notice_messages_state check (state in ('waiting', 'sending', 'sent', 'failed', 'unsure', 'seen')),
  constraint notice_messages_sent check ((state = 'sent') = (sent_at is not null)),
  constraint notice_messages_counts check (notices > 0 and urgent >= 0 and urgent <= notices and people > 0)
);
create index notice_messages_to_send on notice_messages (channel, next_at) where state in ('waiting', 'sending');
create index notice_messages_by_time on notice_messages (made_at);
comment on table notice_messages is 'Messages that tell staff of their notices outside the console, and what became of each.';
comment on column notice_messages.staff_no is 'Whom it is for; null for a group.';
comment on column notice_messages.repeated is 'An attempt ended without an answer and it was sent again: it may have come twice.';

create table notice_tellings (
  channel text not null,
  about text not null,
  seq integer not null,
  staff_no text not null,
  message_id text not null,
  primary key (channel, about, seq, staff_no),
  constraint notice_tellings_notice foreign key (about, seq, staff_no) references notices (about, seq, staff_no) on delete cascade,
  constraint notice_tellings_message foreign key (message_id) references notice_messages (message_id) on delete cascade
);
create index notice_tellings_by_notice on notice_tellings (about, seq, staff_no);
create index notice_tellings_by_message on notice_tellings (message_id);
comment on table notice_tellings is 'Which message of a channel tells of which notice: each once.';

create table notice_channels (
  channel text not null primary key,
  since timestamptz not null,
  claimed_by text,
  claimed_until timestamptz
);
comment on table notice_channels is 'From when on a channel tells of notices, and which process sends on it now.';

create index notices_unseen on notices (at) where seen_at is null;
