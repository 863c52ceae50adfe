-- Numbers for all rows.
CREATE SEQUENCE number;

-- Lanes and tallies change all the time: leave room for changes in place, and clean up early.
ALTER TABLE lane SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE tally SET (fillfactor = 30, autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE delivery SET (autovacuum_vacuum_scale_factor = 0.05);
