-- The columns are those that rate-limiter-flexible reads; it deletes rows an hour after they expired. Losing them forgives
-- what was used.
create unlogged table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
comment on table rate_limits is
  'What senders and people who sign in have used of their limits, counted over all console processes.';
