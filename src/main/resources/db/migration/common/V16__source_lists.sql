-- What the ministry's own system says it has: the last few lists of its dossiers, each with the lines as they were given.

CREATE TABLE source_list (
    id ${id} PRIMARY KEY,
    name ${text} NOT NULL,
    layout ${text} NOT NULL,
    given_by ${text} NOT NULL,
    taken_at BIGINT NOT NULL,
    partial SMALLINT NOT NULL,              -- it does not hold every dossier: what is missing in it means nothing
    complete SMALLINT NOT NULL DEFAULT 0,   -- all its lines are there
    dossiers BIGINT NOT NULL DEFAULT 0,
    unreadable BIGINT NOT NULL DEFAULT 0,
    problem ${text}                         -- place and code of the first line that could not be read
);

CREATE TABLE source_line (
    list BIGINT NOT NULL REFERENCES source_list (id),
    dossier ${text} NOT NULL,
    status ${text} NOT NULL,                -- code table npsp/dossier-status; empty: the list does not say
    changed_at BIGINT,                      -- null: the list does not say
    since BIGINT NOT NULL,                  -- it has been so at least since then
    PRIMARY KEY (list, dossier)
);

-- The status a dossier has by its newest record, and by each step; empty: not told.
ALTER TABLE figure_dossier ADD COLUMN status ${text} NOT NULL DEFAULT '';
ALTER TABLE figure_step ADD COLUMN status ${text} NOT NULL DEFAULT '';
