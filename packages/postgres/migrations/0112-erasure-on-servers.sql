-- An order also names leads that nobody joined to the person, and on servers ends once the topics have forgotten what they held then.
alter table erasures
  add column leads text[] not null default '{}',
  add column log_ends text,
  add column log_due date;
alter table erasures drop constraint erasures_done;
alter table erasures add constraint erasures_done
  check (done_at is null or (person is null and alias is null and scope_sealed is null and log_ends is null));
comment on column erasures.leads is 'Numbers of leads that two people found to be about the person, though nobody joined them.';
comment on column erasures.log_ends is 'Where topics on Kafka ended once the stores named nobody any more (JSON): what is before goes on log_due.';
comment on column erasures.log_due is 'The day on which topics are emptied up to there; null while the stores still name the person.';
