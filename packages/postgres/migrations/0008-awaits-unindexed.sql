-- A delivery is awaited by most households, so that they are found by reading all of them; the index only made each
-- judgement dearer.
drop index households_by_awaits;
