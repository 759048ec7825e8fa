package io.aiops4j.core.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that many nodes may share: a server of its own. */
interface SharedDatabase extends Database {

    /** Whether any transaction waits for a lock that another one holds. */
    boolean isAnybodyWaiting(DataSource dataSource) throws SQLException;

    /** Ends all connections but the one that it uses. */
    void endConnections(DataSource dataSource) throws SQLException;
}
