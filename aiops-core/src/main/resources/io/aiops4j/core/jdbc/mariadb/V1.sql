-- AIOps for Java, schema version 1, MariaDB (10.8 or later). Times are nanoseconds since 1970-01-01T00:00:00Z.
-- Each CREATE commits by itself: the two INSERTs come last, and whoever was cut short runs all of it again.
CREATE TABLE IF NOT EXISTS {prefix}schema_version (
  id INTEGER NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
-- One row. Whoever appends locks it first and updates it last, so that positions have no gaps.
CREATE TABLE IF NOT EXISTS {prefix}head (
  id INTEGER NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  hash VARCHAR(64) NOT NULL,
  time_nanos BIGINT NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS {prefix}entry (
  position BIGINT NOT NULL PRIMARY KEY,
  stream VARCHAR(500) NOT NULL,
  version BIGINT NOT NULL,
  type_name VARCHAR(500) NOT NULL,
  type_version INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  authority INTEGER NOT NULL,
  time_nanos BIGINT NOT NULL,
  actor VARCHAR(500) NOT NULL,
  client VARCHAR(500) NOT NULL,
  causes LONGTEXT NOT NULL,
  commitment VARCHAR(64) NOT NULL,
  hash VARCHAR(64) NOT NULL,
  mac VARCHAR(500),
  UNIQUE KEY {prefix}entry_stream (stream, version)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
-- Apart from its entry: an erasure deletes the row, and the chain stays.
CREATE TABLE IF NOT EXISTS {prefix}payload (
  position BIGINT NOT NULL PRIMARY KEY,
  salt LONGBLOB NOT NULL,
  content LONGBLOB NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS {prefix}stream (
  stream VARCHAR(500) NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS {prefix}append (
  id VARCHAR(500) NOT NULL PRIMARY KEY,
  first_position BIGINT NOT NULL,
  entries INTEGER NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS {prefix}lease (
  name VARCHAR(200) NOT NULL PRIMARY KEY,
  holder VARCHAR(200),
  fence BIGINT NOT NULL,
  expires_nanos BIGINT NOT NULL,
  reached BIGINT NOT NULL
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS {prefix}record (
  kind VARCHAR(200) NOT NULL,
  id VARCHAR(200) NOT NULL,
  time_nanos BIGINT NOT NULL,
  content LONGBLOB NOT NULL,
  PRIMARY KEY (kind, id),
  KEY {prefix}record_time (kind, time_nanos DESC, id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
-- The index ends in the id without saying so: InnoDB adds what it lacks of the primary key. Saying so would take it over
-- the 3072 bytes that a key may have.
CREATE TABLE IF NOT EXISTS {prefix}record_field (
  kind VARCHAR(200) NOT NULL,
  id VARCHAR(200) NOT NULL,
  name VARCHAR(200) NOT NULL,
  field_value VARCHAR(200) NOT NULL,
  time_nanos BIGINT NOT NULL,
  PRIMARY KEY (kind, id, name),
  KEY {prefix}record_field_value (kind, name, field_value, time_nanos DESC)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
INSERT INTO {prefix}head (id, position, hash, time_nanos) VALUES (1, 0, '{empty}', 0);
INSERT INTO {prefix}schema_version (id, version) VALUES (1, 1);
