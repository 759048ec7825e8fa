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

/** Creates the tables or checks them. */
final class Schema {

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
        if (mode == SchemaMode.CREATE && !session.<Boolean>read(this::isThere)) {
            create(session);
        }
        session.<Boolean>read(this::validate);
    }

    private boolean isThere(Tx tx) throws SQLException {
        return tables.dialect().exists(tx, ddl.versionTable());
    }

    private void create(Session session) throws SQLException {
        try {
            session.<Boolean>write(tx -> {
                tables.dialect().alone(tx);
                // another node may have been faster while this one waited
                if (!isThere(tx)) {
                    for (String statement : ddl.statements()) {
                        tx.run(statement);
                    }
                }
                return true;
            });
        } catch (SQLException e) {
            if (Trouble.isConnection(e)) {
                throw e;
            }
            throw new AiopsException(
                    "The tables " + tables.prefix() + "* could not be created: " + e.getMessage()
                            + ". Grant the user the right to create them, or print JdbcStores.ddl(\""
                            + tables.dialect().productName() + "\", \"" + tables.prefix()
                            + "\") for a DBA and use SchemaMode.VALIDATE.",
                    e);
        }
    }

    private boolean validate(Tx tx) throws SQLException {
        for (Map.Entry<String, List<String>> table : ddl.columns().entrySet()) {
            requireTable(tx, table.getKey(), table.getValue());
        }
        String version = tx.ask("SELECT version FROM {p}schema_version WHERE id = 1");
        if (!version.equals(Integer.toString(Ddl.VERSION))) {
            throw new AiopsException(
                    "The tables " + tables.prefix() + "* have version " + (version.isEmpty() ? "?" : version)
                            + "; this version of the library needs " + Ddl.VERSION
                            + ". Use the library that made them, or another table prefix.");
        }
        return true;
    }

    private void requireTable(Tx tx, String table, List<String> columns) throws SQLException {
        if (!tables.dialect().exists(tx, table)) {
            throw new AiopsException(
                    "The table " + table + " is missing. Run what JdbcStores.ddl(\""
                            + tables.dialect().productName() + "\", \"" + tables.prefix()
                            + "\") prints, or let the library do it with SchemaMode.CREATE in a schema without any of its tables.");
        }
        List<String> missing = new ArrayList<>(columns);
        missing.removeAll(columns(tx, table));
        if (!missing.isEmpty()) {
            throw new AiopsException("The table " + table + " lacks the columns " + missing
                    + ". Compare it with what JdbcStores.ddl(\""
                    + tables.dialect().productName() + "\", \""
                    + tables.prefix() + "\") prints.");
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
