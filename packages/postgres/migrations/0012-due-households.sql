-- Households to be judged again are taken in the order of their names. An index in that order holds them alone: by the
-- old one the planner at times read every household, several times a second, to find none.
drop index households_by_recheck;
create index households_by_recheck on households (household) where recheck_on is not null;
