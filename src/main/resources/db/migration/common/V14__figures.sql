-- The ministry's figures: what the records of each dossier have told, and how many dossiers there are of each kind, kept up in
-- the same transaction. Retention deletes nothing here, so a past month stays as it was. Moments are texts, yyyyMMddHHmmss,
-- Vietnam time; an empty text: not known.

CREATE TABLE figure_dossier (
    dossier ${text} PRIMARY KEY,
    received_at BIGINT NOT NULL,            -- of the newest record of the whole dossier that was read; 0: there was none
    record BIGINT NOT NULL,
    settled ${text} NOT NULL,               -- what that record says: YES, NO
    finished_at ${text} NOT NULL,
    due_at ${text} NOT NULL,
    field ${text} NOT NULL,
    agency ${text} NOT NULL,
    channel ${text} NOT NULL,               -- ONLINE, OTHER, UNKNOWN
    -- what it counts as, with field, agency and channel
    state ${text} NOT NULL,                 -- SETTLED, OPEN, UNKNOWN
    month INTEGER NOT NULL,                 -- 202411: when it was settled; 0: it is not, or that is not known
    promise ${text} NOT NULL                -- ON_TIME, LATE, UNKNOWN
);

-- When a dossier stood how, by its steps: the latest that left it open and the first after that which settled it are each one
-- look into the key.
CREATE TABLE figure_step (
    dossier ${text} NOT NULL,
    settled ${text} NOT NULL,
    at ${text} NOT NULL,
    PRIMARY KEY (dossier, settled, at)
);

CREATE TABLE figure (
    state ${text} NOT NULL,
    month INTEGER NOT NULL,
    field ${text} NOT NULL,
    agency ${text} NOT NULL,
    channel ${text} NOT NULL,
    promise ${text} NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (state, month, field, agency, channel, promise)
);

-- How far the records have been read, in the order in which they were received: one row.
CREATE TABLE figure_reading (
    id INTEGER PRIMARY KEY,
    received_at BIGINT NOT NULL,
    record BIGINT NOT NULL,
    delivery BIGINT NOT NULL
);
INSERT INTO figure_reading (id, received_at, record, delivery) VALUES (1, 0, 0, 0);

-- Records that could not be read when their turn came: their flow did not run, or their mapping refused them. Each is read
-- again when the mapping it was tried with is another.
CREATE TABLE figure_unread (
    delivery BIGINT PRIMARY KEY,
    record BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    flow ${text} NOT NULL,
    dossier ${text},
    tried ${text} NOT NULL                  -- the version of the mappings; empty: there was none to try
);
CREATE INDEX figure_unread_flow ON figure_unread (flow, tried, delivery);
