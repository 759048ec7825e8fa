-- AIOps for Java, schema version 1, H2. Times are nanoseconds since 1970-01-01T00:00:00Z.
CREATE TABLE {prefix}schema_version (
  id INTEGER NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
);
-- One row. Whoever appends locks it first and updates it last, so that positions have no gaps.
CREATE TABLE {prefix}head (
  id INTEGER NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  hash VARCHAR NOT NULL,
  time_nanos BIGINT NOT NULL
);
CREATE TABLE {prefix}entry (
  position BIGINT NOT NULL PRIMARY KEY,
  stream VARCHAR NOT NULL,
  version BIGINT NOT NULL,
  type_name VARCHAR NOT NULL,
  type_version INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  authority INTEGER NOT NULL,
  time_nanos BIGINT NOT NULL,
  actor VARCHAR NOT NULL,
  client VARCHAR NOT NULL,
  causes VARCHAR NOT NULL,
  commitment VARCHAR NOT NULL,
  hash VARCHAR NOT NULL,
  mac VARCHAR
);
CREATE UNIQUE INDEX {prefix}entry_stream ON {prefix}entry (stream, version);
-- Apart from its entry: an erasure deletes the row, and the chain stays.
CREATE TABLE {prefix}payload (
  position BIGINT NOT NULL PRIMARY KEY,
  salt BLOB NOT NULL,
  content BLOB NOT NULL
);
CREATE TABLE {prefix}stream (
  stream VARCHAR NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
);
CREATE TABLE {prefix}append (
  id VARCHAR NOT NULL PRIMARY KEY,
  first_position BIGINT NOT NULL,
  entries INTEGER NOT NULL
);
CREATE TABLE {prefix}lease (
  name VARCHAR NOT NULL PRIMARY KEY,
  holder VARCHAR,
  fence BIGINT NOT NULL,
  expires_nanos BIGINT NOT NULL,
  reached BIGINT NOT NULL
);
CREATE TABLE {prefix}record (
  kind VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  time_nanos BIGINT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE INDEX {prefix}record_time ON {prefix}record (kind, time_nanos DESC, id);
CREATE TABLE {prefix}record_field (
  kind VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  field_value VARCHAR NOT NULL,
  time_nanos BIGINT NOT NULL,
  PRIMARY KEY (kind, id, name)
);
CREATE INDEX {prefix}record_field_value ON {prefix}record_field (kind, name, field_value, time_nanos DESC, id);
INSERT INTO {prefix}head (id, position, hash, time_nanos) VALUES (1, 0, '{empty}', 0);
INSERT INTO {prefix}schema_version (id, version) VALUES (1, 1);
