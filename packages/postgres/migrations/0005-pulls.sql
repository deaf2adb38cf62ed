-- How far the scheduled pull of each feed has come. One process at a time pulls a feed.
create table pulls (
  feed text primary key,
  cursor text,
  pulled_at timestamptz,
  problem text,
  claimed_until timestamptz
);
