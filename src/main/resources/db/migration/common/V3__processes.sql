-- The processes at work on this ledger. One that has not been seen for a while is gone.
CREATE TABLE process (
    id ${text} PRIMARY KEY,
    joined_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- What all processes must agree on, by name: breaker/<counterpart>, session/<counterpart>. Whoever writes names the
-- version it has read, so that of two writers one learns that the other was faster.
CREATE TABLE memo (
    name ${text} PRIMARY KEY,
    version BIGINT NOT NULL,
    content ${text} NOT NULL,
    written_at BIGINT NOT NULL
);
