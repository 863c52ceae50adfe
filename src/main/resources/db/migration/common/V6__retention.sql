-- What is over is forgotten in three stages: a record's body and what was sent and answered about it; its deliveries, with
-- their attempts and events; at last the record itself, by which it is known when it comes again. Lanes stay: they say
-- which dossiers a counterpart knows. Each index holds what has not come to its stage yet, the oldest first.
ALTER TABLE record ADD COLUMN body_deleted_at BIGINT;
ALTER TABLE record ADD COLUMN rows_deleted_at BIGINT;
CREATE INDEX record_body ON record (received_at, id) WHERE body_deleted_at IS NULL;
CREATE INDEX record_rows ON record (received_at, id)
    WHERE body_deleted_at IS NOT NULL AND rows_deleted_at IS NULL;
CREATE INDEX record_identity ON record (received_at, id) WHERE rows_deleted_at IS NOT NULL;

-- How far each stage has come; whoever works locks the row. All processes together make one pass after the other.
CREATE TABLE retention (
    stage ${text} PRIMARY KEY,
    received_at BIGINT NOT NULL DEFAULT 0,  -- the last record looked at in this pass
    record BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL DEFAULT 0       -- when the next pass may begin
);
INSERT INTO retention (stage) VALUES ('BODIES'), ('ROWS'), ('IDENTITIES');
