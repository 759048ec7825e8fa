package io.aiops4j.core.run.action;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** By pg_stat_activity. A session is known by its process id and when its state last changed, so that no other query is ended. */
final class PostgresSessions implements Sessions {

    private static final String FIND = """
            SELECT a.pid, a.backend_start::text || '/' || a.state_change::text, a.datname, a.usename, a.state,
                   floor(extract(epoch FROM clock_timestamp() - a.%1$s))::bigint, left(a.query, 1000)
            FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
            WHERE a.backend_type = 'client backend' AND a.pid <> pg_catalog.pg_backend_pid()
              AND NOT r.rolsuper AND NOT r.rolreplication AND a.state %2$s
              AND clock_timestamp() - a.%1$s > make_interval(secs => ?)
              AND a.datname = coalesce(nullif(?, ''), current_database()) AND (? = '' OR a.usename = ?)
            ORDER BY a.%1$s LIMIT ?""";
    private static final String QUERIES = FIND.formatted("query_start", "= 'active'");
    private static final String IDLE = FIND.formatted("state_change", "LIKE 'idle in transaction%'");
    private static final String THIS =
            " FROM pg_catalog.pg_stat_activity WHERE pid = ? AND backend_start::text || '/' || state_change::text = ?";
    private static final String HIDDEN = """
            SELECT count(*) FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
            WHERE a.query = '<insufficient privilege>' AND a.datname IS NOT NULL AND NOT r.rolsuper""";

    private final JdbcCall<?> call;

    PostgresSessions(JdbcCall<?> call) {
        this.call = call;
    }

    @Override
    public List<Running> find(Sought sought) throws SQLException, InterruptedException {
        try (PreparedStatement statement = call.prepare(sought.idle() ? IDLE : QUERIES)) {
            statement.setDouble(1, (double) sought.longerThan());
            statement.setString(2, sought.database());
            statement.setString(3, sought.user());
            statement.setString(4, sought.user());
            statement.setInt(5, sought.most());
            return read(statement);
        }
    }

    static List<Running> read(PreparedStatement statement) throws SQLException {
        List<Running> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Running(
                        rows.getLong(1),
                        rows.getString(2),
                        String.valueOf(rows.getString(3)),
                        String.valueOf(rows.getString(4)),
                        String.valueOf(rows.getString(5)),
                        rows.getLong(6),
                        QueryText.of(String.valueOf(rows.getString(7)))));
            }
        }
        return found;
    }

    @Override
    public long hidden() throws SQLException, InterruptedException {
        try (PreparedStatement statement = call.prepare(HIDDEN);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public boolean end(Running running, boolean session) throws SQLException, InterruptedException {
        String function = session ? "pg_catalog.pg_terminate_backend(pid)" : "pg_catalog.pg_cancel_backend(pid)";
        try (PreparedStatement statement = call.prepare("SELECT " + function + THIS)) {
            return ask(statement, running);
        }
    }

    private static boolean ask(PreparedStatement statement, Running running) throws SQLException {
        statement.setLong(1, running.id());
        statement.setString(2, running.token());
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public boolean remains(Running running, boolean session) throws SQLException, InterruptedException {
        try (PreparedStatement statement = call.prepare("SELECT true" + THIS)) {
            return ask(statement, running);
        }
    }
}
