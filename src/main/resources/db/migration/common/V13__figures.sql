-- The ministry's figures: what is known of each dossier by the last record of it, and how many dossiers there are of each
-- kind, kept up in the same transaction. Retention deletes nothing here, so a past month stays as it was.

CREATE TABLE figure_dossier (
    dossier ${text} PRIMARY KEY,
    state ${text} NOT NULL,                 -- SETTLED, OPEN, UNKNOWN
    month INTEGER NOT NULL,                 -- 202411: when it was settled, Vietnam time; 0: not settled, or not known
    field ${text} NOT NULL,                 -- empty: not known
    agency ${text} NOT NULL,                -- empty: not known
    channel ${text} NOT NULL,               -- ONLINE, OTHER, UNKNOWN
    promise ${text} NOT NULL                -- ON_TIME, LATE, UNKNOWN
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

-- How far the records have been read: one row.
CREATE TABLE figure_reading (
    id INTEGER PRIMARY KEY,
    received_at BIGINT NOT NULL,
    record BIGINT NOT NULL,
    waits_for ${text}                       -- the flow that has to run before it goes on; null: none
);
INSERT INTO figure_reading (id, received_at, record) VALUES (1, 0, 0);
