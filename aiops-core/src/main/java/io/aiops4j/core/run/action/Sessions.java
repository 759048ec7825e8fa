package io.aiops4j.core.run.action;

import java.sql.SQLException;
import java.util.List;

/** The sessions of one kind of database: found, ended and looked for again. Never its own, an administrator's or a replica's. */
interface Sessions {

    /** What is sought, the oldest first. */
    List<Running> find(Sought sought) throws SQLException, InterruptedException;

    /** How many sessions this connection may not look into. */
    long hidden() throws SQLException, InterruptedException;

    /** Ends a query, or the whole session; false when it went on to something else meanwhile. */
    boolean end(Running running, boolean session) throws SQLException, InterruptedException;

    /** Whether it still does what it did. */
    boolean remains(Running running, boolean session) throws SQLException, InterruptedException;
}
