-- What is still owed with a deadline near or past is looked for over all counterparts, whether it is due, waits or is parked.
CREATE INDEX lane_deadline ON lane (deadline, counterpart) WHERE deadline IS NOT NULL;
