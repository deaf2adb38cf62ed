-- Rows set aside of which nobody can tell whom they are about, where absence from the feed tells something; and how many
-- of the other rows set aside scoring has still to hear of before the delivery counts.
alter table deliveries add column nameless bigint not null default 0, add column marks_due bigint not null default 0;
