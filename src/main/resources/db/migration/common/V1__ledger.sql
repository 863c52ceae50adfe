-- One text for SQLite and PostgreSQL. ${id}: a primary key of 64 bits; ${bytes}: bytes as they are; ${text}: text compared
-- byte by byte. Times are milliseconds since 1970, UTC; yes and no are 1 and 0. SQLite uses a partial index only where a
-- query repeats its condition in the same words.

-- A record as received; each version is a row of its own and is never altered.
CREATE TABLE record (
    id ${id} PRIMARY KEY,
    source ${text} NOT NULL,
    source_key ${text} NOT NULL,
    version INTEGER NOT NULL,
    content_hash ${text} NOT NULL,
    position ${text},
    received_at BIGINT NOT NULL,
    media_type ${text} NOT NULL,
    body ${bytes} NOT NULL
);
CREATE UNIQUE INDEX record_version ON record (source, source_key, version);

-- One dossier at one counterpart; every change to a delivery is made while its lane's row is locked.
CREATE TABLE lane (
    id ${id} PRIMARY KEY,
    counterpart ${text} NOT NULL,
    dossier ${text},                        -- null: a record that does not say; its lane holds nothing else
    known SMALLINT NOT NULL DEFAULT 0,      -- a delivery that opens the lane was delivered
    openers INTEGER NOT NULL DEFAULT 0,     -- deliveries that open the lane, cancelled ones not counted
    last_position BIGINT NOT NULL,
    head BIGINT,                            -- the first unfinished delivery; null: nothing is left
    parked ${text},                         -- the flow of the held or dead head; null: the lane goes on
    due_at BIGINT,                          -- when to claim: the head is due, or the lease runs out; null: never
    leased_until BIGINT,                    -- null: nobody has it
    claimed_to BIGINT,                      -- position of the last delivery the lease covers
    fence BIGINT NOT NULL DEFAULT 0         -- counts claims; an older claim settles nothing
);
CREATE UNIQUE INDEX lane_dossier ON lane (counterpart, dossier);
CREATE INDEX lane_due ON lane (counterpart, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE delivery (
    id ${id} PRIMARY KEY,
    record BIGINT NOT NULL REFERENCES record (id),
    lane BIGINT NOT NULL REFERENCES lane (id),
    position BIGINT NOT NULL,               -- order within the lane, then by id
    flow ${text} NOT NULL,
    counterpart ${text} NOT NULL,
    dossier ${text},
    opens_lane SMALLINT NOT NULL,
    state ${text} NOT NULL,
    came_from ${text},                      -- the state before SENDING
    attempts INTEGER NOT NULL DEFAULT 0,    -- those that counted, since it was last replayed from its end
    tries INTEGER NOT NULL DEFAULT 0,       -- all that were ever made: numbers the rows of attempt
    unanswered SMALLINT NOT NULL DEFAULT 0, -- the counterpart may have it: ask before sending again
    entered_at BIGINT NOT NULL,
    since BIGINT NOT NULL,                  -- when it came into its state
    due_at BIGINT,
    first_tried_at BIGINT,
    finished_at BIGINT,                     -- null: still in the lane's way
    deadline BIGINT,
    receipt ${text},
    problem_code ${text},                   -- the first problem's
    problem_key ${text},                    -- the first problem's code, place and field
    problems ${text}                        -- JSON; null: none
);
-- The head of a lane, whatever stands behind it.
CREATE INDEX delivery_lane ON delivery (lane, position, id) WHERE finished_at IS NULL;
CREATE INDEX delivery_record ON delivery (record);
-- Lists, newest first, one range for each counterpart, flow and state; and the oldest owed.
CREATE INDEX delivery_cell ON delivery (counterpart, flow, state, id);
CREATE INDEX delivery_problem ON delivery (problem_code, counterpart, flow, state, id) WHERE problem_code IS NOT NULL;
CREATE INDEX delivery_dossier ON delivery (dossier, id) WHERE dossier IS NOT NULL;
CREATE INDEX delivery_dead ON delivery (counterpart, flow, problem_key, since, id) WHERE state = 'DEAD';

CREATE TABLE attempt (
    delivery BIGINT NOT NULL REFERENCES delivery (id),
    number INTEGER NOT NULL,
    started_at BIGINT NOT NULL,
    took BIGINT NOT NULL,
    outcome ${text} NOT NULL,
    mapping ${text},
    problems ${text},
    calls BIGINT,                           -- attempts of one batch share their calls; null: none was made
    PRIMARY KEY (delivery, number)
);

CREATE TABLE call (
    calls BIGINT NOT NULL,
    number INTEGER NOT NULL,
    service ${text} NOT NULL,
    status INTEGER,
    called_at BIGINT NOT NULL,
    took BIGINT NOT NULL,
    sent ${bytes},
    answered ${bytes},
    PRIMARY KEY (calls, number)
);

-- Who did what: the audit line.
CREATE TABLE event (
    id ${id} PRIMARY KEY,
    delivery BIGINT NOT NULL REFERENCES delivery (id),
    happened_at BIGINT NOT NULL,
    decided_by ${text} NOT NULL,
    verb ${text} NOT NULL,
    reason ${text} NOT NULL
);
CREATE INDEX event_delivery ON event (delivery, id);

-- How many, kept up in the same transactions; shards spare writers from waiting for each other. Day 0: as of now;
-- other days, counted from 1970 in Vietnam time: what was delivered on them.
CREATE TABLE tally (
    day INTEGER NOT NULL,
    counterpart ${text} NOT NULL,
    flow ${text} NOT NULL,
    what ${text} NOT NULL,
    shard INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (day, counterpart, flow, what, shard)
);

-- The replay of many dead letters: those that were dead when it began, in steps.
CREATE TABLE replay_job (
    id ${id} PRIMARY KEY,
    state ${text},
    dossier ${text},
    counterpart ${text},
    flow ${text},
    problem ${text},
    decided_by ${text} NOT NULL,
    reason ${text} NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    found BIGINT NOT NULL,
    replayed BIGINT NOT NULL DEFAULT 0,
    reached BIGINT NOT NULL DEFAULT 0,      -- the last delivery looked at
    up_to BIGINT NOT NULL                   -- the last delivery there was
);
CREATE INDEX replay_job_unfinished ON replay_job (id) WHERE finished_at IS NULL;
