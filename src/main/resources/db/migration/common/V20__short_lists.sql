-- So many dossiers that the whole list before had are not in this one, if that is more than is believed of one list; else 0.
ALTER TABLE source_list ADD COLUMN lacks BIGINT NOT NULL DEFAULT 0;
