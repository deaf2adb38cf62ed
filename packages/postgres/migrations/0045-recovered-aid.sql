-- 追回: what came back of an aid, or was set off against a later payment.
alter table aid add column recovered_fen bigint not null default 0 check (recovered_fen between 0 and amount_fen);
comment on column aid.recovered_fen is 'What came back of it, or was set off or waived, in 分.';
