-- The portal's procedures as it told of them, each version kept. Their number grows with the catalogue, not with traffic.
CREATE TABLE portal_procedure (
    code ${text} PRIMARY KEY,               -- national: 1.011451
    name ${text} NOT NULL,
    listed SMALLINT NOT NULL,               -- the portal's list had it when it was read last
    gone_at BIGINT,                         -- not listed, and the portal says it has none of that code; null: it has
    version INTEGER NOT NULL DEFAULT 0,     -- the newest; 0: the portal was not asked for it yet
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,           -- when the portal told of it last
    due SMALLINT NOT NULL                   -- this pull still has to ask for it: 2 before 1; 0: no
);
CREATE INDEX portal_procedure_due ON portal_procedure (due, code) WHERE due > 0;

CREATE TABLE portal_procedure_version (
    code ${text} NOT NULL REFERENCES portal_procedure (code),
    version INTEGER NOT NULL,
    hash ${text} NOT NULL,                  -- of what it says, however it is written
    seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    content ${bytes} NOT NULL,              -- JSON, as the portal told it
    PRIMARY KEY (code, version)
);

-- What happened to procedures, in order.
CREATE TABLE portal_procedure_change (
    id ${id} PRIMARY KEY,
    code ${text} NOT NULL REFERENCES portal_procedure (code),
    kind ${text} NOT NULL,
    version INTEGER NOT NULL,
    happened_at BIGINT NOT NULL,
    fields ${text} NOT NULL                 -- JSON: field, before, after
);
CREATE INDEX portal_procedure_change_code ON portal_procedure_change (code, id);
CREATE INDEX portal_procedure_change_time ON portal_procedure_change (happened_at, kind);

-- The portal's dictionaries, each version kept.
CREATE TABLE portal_dictionary_version (
    service ${text} NOT NULL,
    version INTEGER NOT NULL,
    hash ${text} NOT NULL,
    row_count INTEGER NOT NULL,
    seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    content ${bytes} NOT NULL,
    PRIMARY KEY (service, version)
);
