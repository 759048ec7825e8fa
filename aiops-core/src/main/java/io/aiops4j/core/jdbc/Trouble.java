package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** What a database's failures mean, and what to do about them. */
final class Trouble {

    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_FULL = 13;

    private Trouble() {}

    static AiopsException of(String doing, Dialect dialect, SQLException e) {
        return new AiopsException(
                "The database (" + dialect.productName() + ") failed " + doing + ": " + e.getMessage() + ". "
                        + advice(dialect, e),
                e);
    }

    static AiopsException tooLong(String doing, Waits waits) {
        return new AiopsException("No answer from the database within " + waits.caller() + " " + doing
                + ". See whether it is reachable, and whether the pool has a connection left that nobody holds.");
    }

    static AiopsException tooMany(String doing) {
        return new AiopsException("Too much waits for the database already, so nothing was begun " + doing
                + ". Try again later; if it stays so, the database is too slow for what is asked of it.");
    }

    static AiopsException interrupted(String doing) {
        Thread.currentThread().interrupt();
        return new AiopsException(
                "Interrupted " + doing + ". Whether it was done is not known: look before doing it again.");
    }

    static AiopsException closed() {
        return new AiopsException("These stores are closed. Open new ones with JdbcStores.of(dataSource).");
    }

    /** Whether the connection is at fault and another one may do. */
    static boolean isConnection(SQLException e) {
        String state = state(e);
        return e instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether the same may well succeed a second time: somebody else inserted the same key, or both locked each other out. */
    static boolean isCollision(SQLException e) {
        return state(e).startsWith("23") || state(e).startsWith("40");
    }

    private static String advice(Dialect dialect, SQLException e) {
        String state = state(e);
        boolean sqlite = dialect == Dialect.SQLITE;
        int code = sqlite ? e.getErrorCode() & 0xff : 0;
        if (isConnection(e)) {
            return "It is tried again by itself; see whether the database runs and the pool has a free connection.";
        }
        if (state.equals("42501") || state.equals("90096") || state.equals("25006") || code == SQLITE_READONLY) {
            return "Grant the user the right to read and write these tables, and see that nothing is read-only.";
        }
        if (state.equals("55P03") || state.equals("HYT00") || code == SQLITE_BUSY) {
            return "Somebody held the rows for too long: look for a transaction left open on these tables.";
        }
        if (state.equals("57014")) {
            return "It took longer than it may: see whether the database is overloaded.";
        }
        if (state.startsWith("53") || code == SQLITE_FULL) {
            return "Give the database more room (disk, memory or connections); nothing acknowledged is lost.";
        }
        if (state.startsWith("42")) {
            return "The tables differ from what this version expects: open with SchemaMode.VALIDATE to see how.";
        }
        return "Nothing of it was written; see the database's own log.";
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
