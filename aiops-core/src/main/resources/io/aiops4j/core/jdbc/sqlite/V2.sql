-- AIOps for Java, schema version 2, SQLite: after version 1.
CREATE TABLE {prefix}record_word (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  word TEXT NOT NULL,
  time_nanos BIGINT NOT NULL,
  PRIMARY KEY (kind, id, word)
) WITHOUT ROWID;
CREATE INDEX {prefix}record_word_time ON {prefix}record_word (kind, word, time_nanos DESC, id);
-- What records added up to. Purging and erasing records leaves it alone.
CREATE TABLE {prefix}record_tally (
  kind TEXT NOT NULL,
  tally_of TEXT NOT NULL,
  name TEXT NOT NULL,
  amount BIGINT NOT NULL CHECK (typeof(amount) = 'integer'),
  PRIMARY KEY (kind, tally_of, name)
) WITHOUT ROWID;
UPDATE {prefix}schema_version SET version = 2 WHERE id = 1;
