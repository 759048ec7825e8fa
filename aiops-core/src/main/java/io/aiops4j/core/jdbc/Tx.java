package io.aiops4j.core.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on one connection. In every statement {@code {p}} stands for the tables' prefix. */
final class Tx {

    // well under every database's limit for the parameters of one statement
    private static final int CHUNK = 256;

    private final Connection connection;
    private final Tables tables;

    Tx(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    Dialect dialect() {
        return tables.dialect();
    }

    Connection connection() {
        return connection;
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return rows;
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return query(sql, row, values).stream().findFirst();
    }

    /** A query that ends in {@code IN}, asked as often as it takes; {@code tail} comes behind the list. */
    <T> List<T> queryIn(String sql, String tail, Row<T> row, Collection<?> in) throws SQLException {
        List<T> rows = new ArrayList<>();
        for (List<?> chunk : chunks(in)) {
            rows.addAll(query(sql + marks(chunk.size()) + tail, row, padded(chunk)));
        }
        return rows;
    }

    /** A change that ends in {@code IN}. */
    int updateIn(String sql, Collection<?> in, Object... before) throws SQLException {
        int changed = 0;
        for (List<?> chunk : chunks(in)) {
            List<Object> values = new ArrayList<>(List.of(before));
            values.addAll(List.of(padded(chunk)));
            changed += update(sql + marks(chunk.size()), values.toArray());
        }
        return changed;
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(tables.named(sql))) {
            for (@Nullable Object[] row : rows) {
                set(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (BatchUpdateException e) {
            // PostgreSQL's repeats the row with its content, which belongs into no message and no log
            SQLException why = e.getNextException();
            throw why == null ? e : why;
        }
    }

    /** A statement without parameters, which some databases do not prepare. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(tables.named(sql));
        }
    }

    /** The first column of the first row, as text. */
    String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(tables.named(sql))) {
            String answer = result.next() ? result.getString(1) : null;
            return answer == null ? "" : answer;
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(tables.named(sql));
        try {
            set(statement, values);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private static List<List<?>> chunks(Collection<?> all) {
        List<?> list = List.copyOf(all);
        List<List<?>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += CHUNK) {
            chunks.add(list.subList(from, Math.min(from + CHUNK, list.size())));
        }
        return chunks;
    }

    // the list's length is a power of two, so that the database sees few different statements
    private static int room(int size) {
        return size <= 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
    }

    private static String marks(int size) {
        return " (" + "?, ".repeat(room(size) - 1) + "?)";
    }

    private static Object[] padded(List<?> chunk) {
        Object[] values = new Object[room(chunk.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = chunk.get(Math.min(i, chunk.size() - 1));
        }
        return values;
    }
}
