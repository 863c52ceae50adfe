-- When each thing was last changed, as its source told it: what comes later and is older is not sent.
CREATE TABLE change (
    subject ${text} NOT NULL PRIMARY KEY,
    changed_at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL
);
CREATE INDEX change_noted ON change (noted_at);
