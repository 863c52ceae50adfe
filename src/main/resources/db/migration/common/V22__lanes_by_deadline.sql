-- What is still owed with a deadline near or past is looked for at each counterpart, whether it is due, waits or is parked. A lane
-- with a deadline has a head; that it is said keeps claims at their own indexes, which hold fewer lanes.
CREATE INDEX lane_deadline ON lane (counterpart, deadline) WHERE deadline IS NOT NULL AND head IS NOT NULL;
