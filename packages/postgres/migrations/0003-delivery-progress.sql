-- When a row of a delivery last became known: one that stands still and is not complete is named by the reconciliation.
alter table deliveries add column progressed_at timestamptz not null default now();
create index deliveries_under_way on deliveries (progressed_at) where status in ('receiving', 'processing');
