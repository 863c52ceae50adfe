-- Which procedure a dossier is of: a change of a procedure touches the dossiers that are open. The records whose bodies are still
-- there are read once more to fill it; a record that is read twice counts once.
ALTER TABLE figure_dossier ADD COLUMN procedure_code ${text} NOT NULL DEFAULT '';
CREATE INDEX figure_dossier_procedure ON figure_dossier (procedure_code, state, dossier);
UPDATE figure_reading SET received_at = 0, record = 0, delivery = 0 WHERE id = 1;
