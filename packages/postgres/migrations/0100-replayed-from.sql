-- Finds the row that a delivery of a replay came from: refused again, it keeps its file and its place there.
create index quarantine_replayed_as on quarantine (state_note) where state = 'replayed';
