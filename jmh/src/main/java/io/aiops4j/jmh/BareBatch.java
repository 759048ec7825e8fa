package io.aiops4j.jmh;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.store.RecordIndex;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of records as JDBC batches, a transaction for each list, into twins of the store's own tables; it only inserts. */
final class BareBatch implements AutoCloseable {

    private static final List<String> TABLES = List.of("record", "record_field", "record_word", "record_tally");
    private static final String KIND = ExecutionResult.KIND;

    private final Connection connection;
    private final PreparedStatement record;
    private final PreparedStatement field;
    private final PreparedStatement word;
    private final PreparedStatement tally;

    private BareBatch(Connection connection, String prefix) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("CREATE TABLE " + prefix + table + " (LIKE aiops_" + table + " INCLUDING ALL)");
            }
        }
        connection.setAutoCommit(false);
        String into = "INSERT INTO " + prefix;
        record = connection.prepareStatement(into + "record (kind, id, time_nanos, content) VALUES (?, ?, ?, ?)");
        field = connection.prepareStatement(
                into + "record_field (kind, id, name, field_value, time_nanos) VALUES (?, ?, ?, ?, ?)");
        word = connection.prepareStatement(into + "record_word (kind, id, word, time_nanos) VALUES (?, ?, ?, ?)");
        tally = connection.prepareStatement(
                into + "record_tally AS t (kind, tally_of, name, amount) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (kind, tally_of, name) DO UPDATE SET amount = t.amount + EXCLUDED.amount");
    }

    /** Into tables with this prefix, which it makes. */
    static BareBatch open(String url, String prefix) throws SQLException {
        return new BareBatch(DriverManager.getConnection(url), prefix);
    }

    /** Inserts these, and waits until they are durable. */
    void insert(List<ExecutionResult> results) throws SQLException {
        Map<List<String>, Long> sums = new HashMap<>();
        for (ExecutionResult result : results) {
            RecordIndex index = ExecutionResult.CODEC.index(result);
            add(index, ExecutionResult.CODEC.encode(result).getBytes(StandardCharsets.UTF_8));
            index.tally().forEach((name, more) -> sums.merge(List.of(index.tallyOf(), name), more, Long::sum));
        }
        for (Map.Entry<List<String>, Long> sum : sums.entrySet()) {
            add(tally, KIND, sum.getKey().get(0), sum.getKey().get(1), sum.getValue());
        }
        for (PreparedStatement each : List.of(record, field, word, tally)) {
            each.executeBatch();
        }
        connection.commit();
    }

    private void add(RecordIndex index, byte[] content) throws SQLException {
        long time = nanos(index.time());
        add(record, KIND, index.id(), time, content);
        for (Map.Entry<String, String> each : index.fields().entrySet()) {
            add(field, KIND, index.id(), each.getKey(), each.getValue(), time);
        }
        for (String each : index.words()) {
            add(word, KIND, index.id(), each, time);
        }
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
