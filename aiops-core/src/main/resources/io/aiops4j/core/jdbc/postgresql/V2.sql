-- AIOps for Java, schema version 2, PostgreSQL: after version 1.
CREATE TABLE {prefix}record_word (
  kind TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  word TEXT COLLATE "C" NOT NULL,
  time_nanos BIGINT NOT NULL,
  PRIMARY KEY (kind, id, word)
);
CREATE INDEX {prefix}record_word_time ON {prefix}record_word (kind, word, time_nanos DESC, id);
-- What records added up to. Purging and erasing records leaves it alone.
CREATE TABLE {prefix}record_tally (
  kind TEXT COLLATE "C" NOT NULL,
  tally_of TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (kind, tally_of, name)
) WITH (fillfactor = 50);
UPDATE {prefix}schema_version SET version = 2 WHERE id = 1;
