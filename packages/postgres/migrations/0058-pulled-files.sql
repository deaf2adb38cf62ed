create table pulled_files (
  feed text not null,
  -- A hash of its name, size and time: names may hold whom they are about.
  file text not null,
  taken_at timestamptz not null default now(),
  -- Why it was refused; null for one that was taken.
  problem text,
  primary key (feed, file)
);

comment on table pulled_files is 'Files of a department''s folder that were taken or refused, so that none is taken twice.';
