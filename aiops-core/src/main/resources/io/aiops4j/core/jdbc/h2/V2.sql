-- AIOps for Java, schema version 2, H2: after version 1.
CREATE TABLE IF NOT EXISTS {prefix}record_word (
  kind VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  word VARCHAR NOT NULL,
  time_nanos BIGINT NOT NULL,
  PRIMARY KEY (kind, id, word)
);
CREATE INDEX IF NOT EXISTS {prefix}record_word_time ON {prefix}record_word (kind, word, time_nanos DESC, id);
-- What records added up to. Purging and erasing records leaves it alone.
CREATE TABLE IF NOT EXISTS {prefix}record_tally (
  kind VARCHAR NOT NULL,
  tally_of VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (kind, tally_of, name)
);
UPDATE {prefix}schema_version SET version = 2 WHERE id = 1;
