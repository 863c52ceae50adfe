-- Numbers for all rows. There is one writer, so a row serves as the sequence.
CREATE TABLE number (last BIGINT NOT NULL);
INSERT INTO number (last) VALUES (0);
