/**
 * The journal, the leases and the record stores in a database that the host has: PostgreSQL, MariaDB, H2 or SQLite, over a plain
 * {@link javax.sql.DataSource}. Start with {@link io.aiops4j.core.jdbc.JdbcStores}.
 */
@NullMarked
package io.aiops4j.core.jdbc;

import org.jspecify.annotations.NullMarked;
