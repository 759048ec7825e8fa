package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a MariaDB server is set to, as far as what it acknowledges depends on it. Most cannot be set for one connection. */
final class MariaDbSettings {

    /** The largest payload with each of its bytes escaped, and room for the rest of the statement. */
    static final long LEAST_PACKET = 4 << 20;

    private static final Set<String> NEVER_FORCED = Set.of("nosync", "littlesync");
    private static final String FLUSH = "innodb_flush_log_at_trx_commit";

    private final Map<String, String> values = new HashMap<>();
    private final String url;

    MariaDbSettings(Tx tx) throws SQLException {
        tx.query(
                "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit', 'innodb_flush_method',"
                        + " 'log_bin', 'sync_binlog', 'binlog_format', 'max_allowed_packet', 'wsrep_on')",
                row -> values.put(row.getString(1), row.getString(2)));
        this.url = String.valueOf(tx.connection().getMetaData().getURL());
    }

    void require() {
        String flush = value(FLUSH);
        // 3 forces once more than 1 does
        if (!flush.equals("1") && !flush.equals("3")) {
            throw early(FLUSH, "1");
        }
        // with a binary log the commit itself is not forced: after a crash the log decides, and its end may be missing
        if (isOn("log_bin") && flush.equals("1") && !value("sync_binlog").equals("1")) {
            throw early("sync_binlog", "1");
        }
        if (NEVER_FORCED.contains(value("innodb_flush_method"))) {
            throw early("innodb_flush_method", "fsync");
        }
        if (isOn("log_bin") && value("binlog_format").equals("STATEMENT")) {
            throw refused(
                    "its binary log takes statements only, which InnoDB refuses at READ COMMITTED",
                    "binlog_format",
                    "MIXED");
        }
        if (isOn("wsrep_on")) {
            throw new AiopsException(
                    "This MariaDB belongs to a Galera cluster (wsrep_on = ON), whose nodes do not see each other's locks:"
                            + " a lease could be held twice. Use a server that replicates to others without it.");
        }
        if (Long.parseLong(value("max_allowed_packet")) < LEAST_PACKET) {
            throw refused("it does not take the largest entry", "max_allowed_packet", Long.toString(LEAST_PACKET));
        }
        if (url.contains("useAffectedRows=true")) {
            throw new AiopsException(
                    "The URL of this MariaDB has useAffectedRows=true, so that a row which is written again"
                            + " as it was counts as missing. Remove it.");
        }
    }

    private AiopsException early(String name, String wanted) {
        return refused("what it acknowledges can be lost", name, wanted);
    }

    private AiopsException refused(String why, String name, String wanted) {
        return new AiopsException("This MariaDB runs with " + name + " = " + value(name) + ": " + why + ". Set " + name
                + " = " + wanted
                + " in the server's configuration (my.cnf, under [mariadbd]); it is the whole server's and"
                + " cannot be set for these connections alone.");
    }

    private boolean isOn(String name) {
        return value(name).equals("ON");
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** Its own codes as SQLSTATEs, or what it says itself. */
    static String state(SQLException e, String itself) {
        return switch (e.getErrorCode()) {
            case 1205 -> Trouble.LOCKED;
            case 1317, 1969 -> Trouble.TOOK_TOO_LONG;
            case 1927 -> "08006"; // somebody killed the connection
            case 1044, 1142, 1143, 1227, 1370 -> Trouble.FORBIDDEN;
            case 1290, 1792, 1836 -> Trouble.READ_ONLY;
            case 1021, 1037, 1038, 1041, 1114, 1203, 1226 -> Trouble.FULL;
            case 1153 -> Trouble.TOO_LARGE;
            default -> String.valueOf(e.getMessage()).contains("max_allowed_packet") ? Trouble.TOO_LARGE : itself;
        };
    }
}
