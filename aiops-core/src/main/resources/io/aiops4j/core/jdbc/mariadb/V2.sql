-- AIOps for Java, schema version 2, MariaDB: after version 1. Four bytes a character: the longest index takes 2400 of the 3072 that it may.
CREATE TABLE IF NOT EXISTS {prefix}record_word (
  kind VARCHAR(200) NOT NULL,
  id VARCHAR(200) NOT NULL,
  word VARCHAR(40) NOT NULL,
  time_nanos BIGINT NOT NULL,
  PRIMARY KEY (kind, id, word)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE INDEX IF NOT EXISTS {prefix}record_word_time ON {prefix}record_word (kind, word, time_nanos DESC, id);
-- What records added up to. Purging and erasing records leaves it alone.
CREATE TABLE IF NOT EXISTS {prefix}record_tally (
  kind VARCHAR(200) NOT NULL,
  tally_of VARCHAR(200) NOT NULL,
  name VARCHAR(200) NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (kind, tally_of, name)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
UPDATE {prefix}schema_version SET version = 2 WHERE id = 1;
