package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the tables, brings those of an earlier version up to date, or checks them. */
final class Schema {

    private static final Logger log = LoggerFactory.getLogger(Schema.class);

    // before the first version there are no tables
    private static final int NONE = 0;

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 50;

    private final Tables tables;
    private final Ddl ddl;

    Schema(Tables tables) {
        this.tables = tables;
        this.ddl = new Ddl(tables);
    }

    void apply(SchemaMode mode, Session session) throws SQLException {
        if (mode == SchemaMode.NONE) {
            return;
        }
        if (mode == SchemaMode.CREATE) {
            migrate(session);
        }
        session.<Boolean>read(this::validate);
    }

    /** As it stands in its table; {@value #NONE} when there is none, and empty when it has no row. */
    private String version(Tx tx) throws SQLException {
        if (!tables.dialect().exists(tx, ddl.versionTable())) {
            return Integer.toString(NONE);
        }
        String version = tx.ask("SELECT version FROM {p}schema_version WHERE id = 1");
        // where a creation can be cut short, it is done when its last row is there
        return version.isEmpty() && tables.dialect().createsInSteps() ? Integer.toString(NONE) : version;
    }

    private static boolean isOlder(String version) {
        for (int known = NONE; known < Ddl.VERSION; known++) {
            if (version.equals(Integer.toString(known))) {
                return true;
            }
        }
        return false;
    }

    /** Where creating tables commits by itself, another node may be at the same: then it is waited for, and what is left is done. */
    private void migrate(Session session) throws SQLException {
        SQLException failure = null;
        String from = session.<String>read(this::version);
        for (int attempt = 0; attempt < ATTEMPTS && (isOlder(from) || from.isEmpty()); attempt++) {
            try {
                if (attempt > 0) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
                if (isOlder(from)) {
                    session.<Boolean>write(tx -> {
                        tables.dialect().alone(tx, this::migrate);
                        return true;
                    });
                }
            } catch (SQLException e) {
                if (Trouble.isConnection(tables.dialect(), e)) {
                    throw e;
                }
                failure = e;
            } catch (InterruptedException e) {
                throw Trouble.interrupted("while creating tables");
            }
            from = session.<String>read(this::version);
        }
        if (isOlder(from) && failure != null) {
            throw new AiopsException(
                    "The tables " + tables.prefix() + "* could not be created: " + failure.getMessage()
                            + ". Grant the user the right to create them, or print " + call(from)
                            + " for a DBA and use SchemaMode.VALIDATE.",
                    failure);
        }
    }

    /** What prints the statements that lead from this version to ours. */
    private String call(String from) {
        return "JdbcStores.ddl(\"" + tables.dialect().productName() + "\", \"" + tables.prefix() + "\""
                + (from.equals(Integer.toString(NONE)) ? "" : ", " + from) + ")";
    }

    private boolean migrate(Tx tx) throws SQLException {
        // another node may have been faster while this one waited
        String from = version(tx);
        if (isOlder(from)) {
            for (String statement : new Ddl(tables, Integer.parseInt(from)).statements()) {
                tx.run(statement);
            }
            log.info("Tables {}* brought from version {} to {}", tables.prefix(), from, Ddl.VERSION);
        }
        return true;
    }

    private boolean validate(Tx tx) throws SQLException {
        String version = version(tx);
        requireVersion(version);
        for (Map.Entry<String, List<String>> table : ddl.columns().entrySet()) {
            requireTable(tx, table.getKey(), table.getValue());
        }
        return true;
    }

    private void requireVersion(String version) {
        String none = Integer.toString(NONE);
        if (version.equals(Integer.toString(Ddl.VERSION)) || version.equals(none)) {
            return; // where there is none the table that is missing is named
        }
        String has = "The tables " + tables.prefix() + "* have version " + (version.isEmpty() ? "?" : version)
                + "; this version of the library needs " + Ddl.VERSION + ". ";
        throw new AiopsException(has
                + (isOlder(version)
                        ? "Stop every node, run what " + call(version)
                                + " prints, or let the library do it with SchemaMode.CREATE."
                        : "Use the library that made them, or another table prefix."));
    }

    private void requireTable(Tx tx, String table, List<String> columns) throws SQLException {
        String call = call(Integer.toString(NONE));
        if (!tables.dialect().exists(tx, table)) {
            throw new AiopsException(
                    "The table " + table + " is missing. Run what " + call
                            + " prints, or let the library do it with SchemaMode.CREATE in a schema without any of its tables.");
        }
        List<String> missing = new ArrayList<>(columns);
        missing.removeAll(columns(tx, table));
        if (!missing.isEmpty()) {
            throw new AiopsException("The table " + table + " lacks the columns " + missing + ". Compare it with what "
                    + call + " prints.");
        }
    }

    private static List<String> columns(Tx tx, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = tx.connection().prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0");
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData data = result.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.add(data.getColumnLabel(i).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }
}
