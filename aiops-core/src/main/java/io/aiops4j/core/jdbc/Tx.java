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

    // what a statement has besides its values
    private static final int STATEMENT = 1 << 12;

    private final Connection connection;
    private final Tables tables;
    private long packet = Long.MAX_VALUE;

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

    /** From now on no statement is sent that is longer than this, for servers that hang up on longer ones. */
    void packet(long bytes) {
        packet = bytes;
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
    <T> List<T> queryIn(String sql, String tail, Row<T> row, Collection<?> in, Object... before) throws SQLException {
        List<T> rows = new ArrayList<>();
        for (List<?> chunk : chunks(in)) {
            rows.addAll(query(sql + marks(chunk.size()) + tail, row, values(before, chunk)));
        }
        return rows;
    }

    /** A change that ends in {@code IN}. */
    int updateIn(String sql, Collection<?> in, Object... before) throws SQLException {
        int changed = 0;
        for (List<?> chunk : chunks(in)) {
            changed += update(sql + marks(chunk.size()), values(before, chunk));
        }
        return changed;
    }

    private static Object[] values(Object[] before, List<?> chunk) {
        List<Object> values = new ArrayList<>(List.of(before));
        values.addAll(List.of(padded(chunk)));
        return values.toArray();
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** One statement for many rows; says how many each of them changed. */
    int[] batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        int[] changed = new int[rows.size()];
        try (PreparedStatement statement = connection.prepareStatement(tables.named(sql))) {
            int sent = 0;
            int next = 0;
            long gathered = 0;
            for (@Nullable Object[] row : rows) {
                long bytes = packet == Long.MAX_VALUE ? 0 : bytes(row);
                if (gathered > 0 && gathered + bytes > packet - STATEMENT) {
                    System.arraycopy(statement.executeBatch(), 0, changed, sent, next - sent);
                    sent = next;
                    gathered = 0;
                }
                set(statement, row);
                statement.addBatch();
                next++;
                gathered += bytes;
            }
            System.arraycopy(statement.executeBatch(), 0, changed, sent, next - sent);
        } catch (BatchUpdateException e) {
            // PostgreSQL's repeats the row with its content, which belongs into no message and no log
            SQLException why = e.getNextException();
            throw why == null ? e : why;
        }
        return changed;
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

    PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(tables.named(sql));
        try {
            set(statement, values);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        long size = packet == Long.MAX_VALUE ? 0 : bytes(values);
        if (size > packet - STATEMENT) {
            throw new SQLException(
                    "a statement of " + size + " bytes, where the server takes " + packet, Trouble.TOO_LARGE);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    /** How long the values are at most when they are sent as a part of the statement's text. */
    private static long bytes(@Nullable Object... values) {
        long bytes = 0;
        for (Object value : values) {
            if (value instanceof byte[] content) {
                bytes += content.length;
                for (byte b : content) {
                    bytes += b == 0 || b == '\'' || b == '"' || b == '\\' ? 1 : 0;
                }
            } else {
                bytes += value instanceof String text ? 3L * text.length() : Long.BYTES;
            }
            bytes += Long.BYTES;
        }
        return bytes;
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
