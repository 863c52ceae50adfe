-- What a message would have changed that was made in shadow mode and not sent, as JSON; null: the message went out.
ALTER TABLE call ADD COLUMN kept_back ${text};

-- The files mappings were made of, each kept once, whatever its name, by the SHA-256 of its content.
CREATE TABLE definition (
    hash ${text} PRIMARY KEY,
    content ${bytes} NOT NULL
);

-- The versions of mappings that were in use, by which attempts name what they were made by.
CREATE TABLE mapping_version (
    mapping ${text} NOT NULL,
    version ${text} NOT NULL,
    kept_at BIGINT NOT NULL,
    files ${text} NOT NULL,                 -- JSON: name in the mappings folder to hash
    PRIMARY KEY (mapping, version)
);
