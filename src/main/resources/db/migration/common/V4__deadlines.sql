-- The earliest deadline of what is unfinished in a lane and had not passed when it was entered; null: there is none.
ALTER TABLE lane ADD COLUMN deadline BIGINT;

-- Whether the lane was due, and nobody's, when it was last written. A lane that waits for its time is not, until a claim
-- finds that its time has come.
ALTER TABLE lane ADD COLUMN ready SMALLINT NOT NULL DEFAULT 0;

CREATE INDEX delivery_deadline ON delivery (lane, deadline) WHERE finished_at IS NULL AND deadline > entered_at;

UPDATE lane SET deadline = (
    SELECT MIN(d.deadline) FROM delivery d
    WHERE d.lane = lane.id AND d.finished_at IS NULL AND d.deadline > d.entered_at)
WHERE head IS NOT NULL;

-- Lanes with a deadline: the ready ones by their deadline, the others by their time.
CREATE INDEX lane_urgent ON lane (counterpart, deadline) WHERE deadline IS NOT NULL AND ready = 1;
CREATE INDEX lane_waiting ON lane (counterpart, due_at)
    WHERE deadline IS NOT NULL AND ready = 0 AND due_at IS NOT NULL;
