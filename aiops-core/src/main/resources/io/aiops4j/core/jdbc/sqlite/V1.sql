-- AIOps for Java, schema version 1, SQLite. Times are nanoseconds since 1970-01-01T00:00:00Z.
CREATE TABLE {prefix}schema_version (
  id INTEGER NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
);
-- One row. Whoever appends locks it first and updates it last, so that positions have no gaps.
CREATE TABLE {prefix}head (
  id INTEGER NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  hash TEXT NOT NULL,
  time_nanos BIGINT NOT NULL
);
CREATE TABLE {prefix}entry (
  position INTEGER NOT NULL PRIMARY KEY,
  stream TEXT NOT NULL,
  version BIGINT NOT NULL,
  type_name TEXT NOT NULL,
  type_version INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  authority INTEGER NOT NULL,
  time_nanos BIGINT NOT NULL,
  actor TEXT NOT NULL,
  client TEXT NOT NULL,
  causes TEXT NOT NULL,
  commitment TEXT NOT NULL,
  hash TEXT NOT NULL,
  mac TEXT
);
CREATE UNIQUE INDEX {prefix}entry_stream ON {prefix}entry (stream, version);
-- Apart from its entry: an erasure deletes the row, and the chain stays.
CREATE TABLE {prefix}payload (
  position INTEGER NOT NULL PRIMARY KEY,
  salt BLOB NOT NULL,
  content BLOB NOT NULL
);
CREATE TABLE {prefix}stream (
  stream TEXT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
);
CREATE TABLE {prefix}append (
  id TEXT NOT NULL PRIMARY KEY,
  first_position BIGINT NOT NULL,
  entries INTEGER NOT NULL
);
CREATE TABLE {prefix}lease (
  name TEXT NOT NULL PRIMARY KEY,
  holder TEXT,
  fence BIGINT NOT NULL,
  expires_nanos BIGINT NOT NULL,
  reached BIGINT NOT NULL
);
CREATE TABLE {prefix}record (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  time_nanos BIGINT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE INDEX {prefix}record_time ON {prefix}record (kind, time_nanos DESC, id);
CREATE TABLE {prefix}record_field (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  field_value TEXT NOT NULL,
  time_nanos BIGINT NOT NULL,
  PRIMARY KEY (kind, id, name)
);
CREATE INDEX {prefix}record_field_value ON {prefix}record_field (kind, name, field_value, time_nanos DESC, id);
INSERT INTO {prefix}head (id, position, hash, time_nanos) VALUES (1, 0, '{empty}', 0);
INSERT INTO {prefix}schema_version (id, version) VALUES (1, 1);
