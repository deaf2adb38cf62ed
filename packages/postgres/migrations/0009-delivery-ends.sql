-- Deliveries whose end was heard. Rows of one may still be under way with other workers: it counts as delivered, so that
-- absence from it means something, once all of it is judged.
create table delivery_ends (event_id text primary key, delivery text not null, event text not null);
