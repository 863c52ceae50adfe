-- Any of the four verbs can be done with all deliveries a filter or a group of problems finds; such a job can be paused,
-- resumed and cancelled, and jobs take turns.
ALTER TABLE replay_job RENAME TO job;
ALTER TABLE job RENAME COLUMN replayed TO done;
ALTER TABLE job ADD COLUMN verb ${text} NOT NULL DEFAULT 'REPLAY';
ALTER TABLE job ADD COLUMN problem_key ${text};
ALTER TABLE job ADD COLUMN paused SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN cancelled SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;     -- rises with each step: the lowest is next
DROP INDEX replay_job_unfinished;
CREATE INDEX job_turn ON job (turn, id) WHERE finished_at IS NULL AND paused = 0;

-- Who paused, resumed or cancelled a job; who started it stands in its row.
CREATE TABLE job_event (
    id ${id} PRIMARY KEY,
    job BIGINT NOT NULL REFERENCES job (id),
    happened_at BIGINT NOT NULL,
    decided_by ${text} NOT NULL,
    verb ${text} NOT NULL,
    reason ${text} NOT NULL
);
CREATE INDEX job_event_job ON job_event (job, id);

-- The deliveries of one cause. Its key is made by the product: code, place, field and the answer's shape.
CREATE INDEX delivery_group ON delivery (problem_key, state, id) WHERE problem_key IS NOT NULL;
UPDATE delivery SET problem_key = 'ledger.no-cause' WHERE state = 'DEAD' AND problem_key IS NULL;
