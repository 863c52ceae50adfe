-- By when the last record that said so promised the dossier: what comes of it later and says nothing should be there by then, too.
ALTER TABLE lane ADD COLUMN promised BIGINT;

UPDATE lane SET promised = (
    SELECT d.deadline FROM delivery d WHERE d.dossier = lane.dossier AND d.lane = lane.id AND d.deadline IS NOT NULL
    ORDER BY d.id DESC LIMIT 1)
WHERE id IN (
    SELECT d.lane FROM delivery d
    WHERE d.dossier IS NOT NULL AND d.deadline > (SELECT MAX(entered_at) FROM delivery));

-- What is still owed with a deadline near or past is looked for at each counterpart, whether it is due, waits or is parked. A lane
-- with a deadline has a head; that it is said keeps claims at their own indexes, which hold fewer lanes.
DROP INDEX lane_deadline;
CREATE INDEX lane_deadline ON lane (counterpart, deadline) WHERE deadline IS NOT NULL AND head IS NOT NULL;
