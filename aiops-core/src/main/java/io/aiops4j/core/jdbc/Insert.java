package io.aiops4j.core.jdbc;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many rows for one table. No value is null.
 *
 * @param table the table
 * @param columns its columns
 * @param rows a value for each column
 */
record Insert(String table, List<String> columns, List<Object[]> rows) {

    // what one statement carries stays far below what a server refuses, and below what takes it long
    private static final int ROWS_AT_ONCE = 5_000;
    private static final long BYTES_AT_ONCE = 8L << 20;

    /** A statement per row, sent together. */
    void asBatch(Tx tx) throws SQLException {
        String marks = "?" + ", ?".repeat(columns.size() - 1);
        List<@Nullable Object[]> values = new ArrayList<>(rows);
        tx.batch("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")", values);
    }

    /** All values of a column as one array: one statement and one plan for many rows. */
    void asArrays(Tx tx) throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            for (long bytes = 0; to < rows.size() && to - from < ROWS_AT_ONCE && bytes < BYTES_AT_ONCE; to++) {
                bytes += bytes(rows.get(to));
            }
            asArrays(tx, rows.subList(from, to));
            from = to;
        }
    }

    private static long bytes(Object[] row) {
        long bytes = 0;
        for (Object value : row) {
            bytes += value instanceof byte[] content ? content.length : Long.BYTES;
        }
        return bytes;
    }

    private void asArrays(Tx tx, List<Object[]> some) throws SQLException {
        StringBuilder sql = new StringBuilder("INSERT INTO " + table + " (" + String.join(", ", columns) + ")");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(i == 0 ? " SELECT * FROM unnest(?::" : ", ?::")
                    .append(type(some.get(0)[i]))
                    .append("[]");
        }
        try (PreparedStatement statement = tx.prepare(sql.append(")").toString())) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, array(tx, some, i));
            }
            statement.executeUpdate();
        }
    }

    private static Array array(Tx tx, List<Object[]> some, int column) throws SQLException {
        Object first = some.get(0)[column];
        @Nullable
        Object[] values = first instanceof byte[]
                ? new byte[some.size()][]
                : first instanceof Long ? new Long[some.size()] : new String[some.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = some.get(i)[column];
        }
        return tx.connection().createArrayOf(type(first), values);
    }

    private static String type(Object value) {
        return value instanceof byte[] ? "bytea" : value instanceof Long ? "bigint" : "text";
    }
}
