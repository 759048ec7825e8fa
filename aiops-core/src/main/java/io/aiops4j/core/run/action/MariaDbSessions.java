package io.aiops4j.core.run.action;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** By information_schema.processlist. A query is known by its own id, and killed by it. */
final class MariaDbSessions implements Sessions {

    private static final int NO_SUCH_THREAD = 1094;
    private static final int NO_SUCH_QUERY = 1957;
    private static final Set<Integer> GONE = Set.of(NO_SUCH_THREAD, NO_SUCH_QUERY);

    private static final String ADMINISTRATOR = """
            (p.user IN ('root', 'mariadb.sys', 'system user', 'event_scheduler', 'mysql') OR EXISTS (
               SELECT 1 FROM information_schema.user_privileges g
               WHERE (g.privilege_type IN ('SUPER', 'BINLOG ADMIN') OR g.privilege_type LIKE 'REPLICATION%')
                 AND LEFT(g.grantee, CHAR_LENGTH(p.user) + 3) = CONCAT('''', p.user, '''@')))""";
    private static final String FIND = """
            SELECT p.id, p.query_id, p.db, p.user, LOWER(p.command), FLOOR(p.time_ms / 1000), LEFT(p.info, 1000)
            FROM information_schema.processlist p
            WHERE p.id <> CONNECTION_ID() AND %s AND p.time_ms > ? * 1000
              AND p.db = COALESCE(NULLIF(?, ''), DATABASE()) AND (? = '' OR p.user = ?) AND NOT %s
            ORDER BY p.time_ms DESC LIMIT ?""";
    private static final String QUERIES = FIND.formatted("p.command IN ('Query', 'Execute')", ADMINISTRATOR);
    private static final String IDLE = FIND.formatted(
            "p.command = 'Sleep' AND p.id IN (SELECT trx_mysql_thread_id FROM information_schema.innodb_trx)",
            ADMINISTRATOR);
    private static final String THIS =
            "SELECT COUNT(*) FROM information_schema.processlist WHERE id = ? AND query_id = ?";

    private final JdbcCall<?> call;

    MariaDbSessions(JdbcCall<?> call) {
        this.call = call;
    }

    @Override
    public List<Running> find(Sought sought) throws SQLException, InterruptedException {
        requireGrants();
        try (PreparedStatement statement = call.prepare(sought.idle() ? IDLE : QUERIES)) {
            statement.setLong(1, sought.longerThan());
            statement.setString(2, sought.database());
            statement.setString(3, sought.user());
            statement.setString(4, sought.user());
            statement.setInt(5, sought.most());
            return PostgresSessions.read(statement);
        }
    }

    // without it user_privileges shows one's own only, and an administrator would look like anybody
    private void requireGrants() throws SQLException, InterruptedException {
        try (PreparedStatement statement = call.prepare("SELECT 1 FROM mysql.user LIMIT 1")) {
            statement.execute();
        }
    }

    @Override
    public long hidden() {
        return 0; // it does not tell how many there are
    }

    @Override
    public boolean end(Running running, boolean session) throws SQLException, InterruptedException {
        if (!remains(running, false)) {
            return false;
        }
        // numbers that the server gave; KILL takes no parameters
        String kill = session ? "KILL CONNECTION " + running.id() : "KILL QUERY ID " + Long.parseLong(running.token());
        try (PreparedStatement statement = call.prepare(kill)) {
            statement.execute();
            return true;
        } catch (SQLException e) {
            if (GONE.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean remains(Running running, boolean session) throws SQLException, InterruptedException {
        String what = running.state().equals("sleep") ? "command = 'Sleep'" : "command IN ('Query', 'Execute')";
        try (PreparedStatement statement = call.prepare(THIS + (session ? "" : " AND " + what))) {
            statement.setLong(1, running.id());
            statement.setLong(2, Long.parseLong(running.token()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }
}
