-- A preview of a draft counts households by district and ring and draws some of each by chance: this index alone tells both,
-- without reading assessments.
create index households_by_place on households (region text_pattern_ops, ring, household);
