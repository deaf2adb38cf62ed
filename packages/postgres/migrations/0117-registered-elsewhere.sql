-- Trying a draft asks of every household whether somebody who lives elsewhere is on its register; nearly nobody is.
create index persons_registered_elsewhere on persons (register_no) where register_no <> household;
