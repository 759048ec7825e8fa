package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a database's failures mean, and what to do about them. */
final class Trouble {

    private static final int DEEPEST_CAUSE = 16;
    private static final String ROOM =
            "Give the database more room (disk, memory or connections); nothing acknowledged is lost.";

    // SQLSTATEs; dialects translate into them what their databases have codes of their own for
    static final String LOCKED = "55P03";
    static final String TOOK_TOO_LONG = "57014";
    static final String FORBIDDEN = "42501";
    static final String READ_ONLY = "25006";
    static final String FULL = "53100";
    static final String TOO_LARGE = "HZ000";
    static final String COLLISION = "23000";

    private Trouble() {}

    static AiopsException of(String doing, Dialect dialect, SQLException e) {
        return new AiopsException(
                "The database (" + dialect.productName() + ") failed " + doing + ": " + said(e) + ". "
                        + advice(dialect, e),
                e);
    }

    static AiopsException unreachable(SQLException e) {
        String files = filesAdvice(e);
        String advice = files == null ? "See whether it runs and whether URL, user and password are right." : files;
        return new AiopsException("The database cannot be reached: " + said(e) + ". " + advice, e);
    }

    /** What the database said, and what the system beneath it said where the database keeps that to itself. */
    static String said(SQLException e) {
        String said = String.valueOf(e.getMessage());
        Throwable last = e;
        for (int i = 0; i < DEEPEST_CAUSE && last.getCause() != null; i++) {
            last = last.getCause();
        }
        String beneath = last instanceof IOException ? last.getMessage() : null;
        String all = beneath == null || said.contains(beneath) ? said : said + " (" + beneath + ")";
        return all.endsWith(".") ? all.substring(0, all.length() - 1) : all;
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
    static boolean isConnection(Dialect dialect, SQLException e) {
        String state = dialect.state(e);
        boolean transientOne = e instanceof SQLTransientConnectionException && !state.equals(TOO_LARGE);
        // H2 closes its file when a write fails
        boolean closed = e instanceof SQLNonTransientConnectionException && !state.equals(TOO_LARGE);
        return transientOne || closed || state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether the same may well succeed a second time: somebody else inserted the same key, or both locked each other out. */
    static boolean isCollision(Dialect dialect, SQLException e) {
        String state = dialect.state(e);
        return state.startsWith("23") || state.startsWith("40");
    }

    private static String advice(Dialect dialect, SQLException e) {
        String files = filesAdvice(e);
        if (files != null) {
            return files;
        }
        String state = dialect.state(e);
        if (isConnection(dialect, e)) {
            return "It is tried again by itself; see whether the database runs and the pool has a free connection.";
        }
        if (state.equals(FORBIDDEN) || state.equals("90096") || state.equals("90097") || state.equals(READ_ONLY)) {
            return "Grant the user the right to read and write these tables, and see that nothing is read-only.";
        }
        if (state.equals(LOCKED) || state.equals("HYT00")) {
            return "Somebody held the rows for too long: look for a transaction left open on these tables.";
        }
        if (state.equals(TOOK_TOO_LONG)) {
            return "It took longer than it may: see whether the database is overloaded.";
        }
        if (state.equals(TOO_LARGE)) {
            return "It is larger than this server takes at once: raise max_allowed_packet with SET GLOBAL and in the"
                    + " server's configuration, or store less.";
        }
        if (state.startsWith("53")) {
            return ROOM;
        }
        if (state.startsWith("42")) {
            return "The tables differ from what this version expects: open with SchemaMode.VALIDATE to see how.";
        }
        return "Nothing of it was written; see the database's own log.";
    }

    // a database that is a file in this process passes on what the disk says, under no state of its own
    private static @Nullable String filesAdvice(SQLException e) {
        String said = said(e);
        if (said.contains("No space left") || said.contains("File too large") || said.contains("quota exceeded")) {
            return ROOM;
        }
        if (said.contains("Read-only file system") || said.contains("SQLITE_CANTOPEN")) {
            return "See that its files and their folder may be written, and that their disk is not mounted read-only.";
        }
        return said.contains("SQLITE_IOERR") ? "See that its disk is mounted, sound and has room." : null;
    }
}
