package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.store.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages walk an index, and look up the rest by key: SQLite's planner, which needs no statistics, says so, and H2's. */
final class RecordQueryTest {

    private static final Map<String, String> FIELDS =
            Map.of("runbook", "redis-oom", "status", "failed", "client", "acme");

    private static Query query(int fields, String words) {
        Query query = Query.all()
                .text(words)
                .since(Instant.EPOCH)
                .before(Instant.parse("2030-01-01T00:00:00Z"))
                .after(RecordQuery.cursor(7, "a"));
        for (String name : FIELDS.keySet().stream().sorted().limit(fields).toList()) {
            query = query.where(name, FIELDS.get(name));
        }
        return query;
    }

    private static List<String> plan(Database database, String explain, Query query, int walked) throws Exception {
        DataSource dataSource = database.fresh();
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            stores.open();
        }
        RecordQuery sql = new RecordQuery("execution", query);
        sql.write(walked);
        Tables tables = new Tables(Dialect.of(Databases.productName(dataSource)), "aiops_");
        try (Session session = Session.open(dataSource, tables, Waits.DEFAULT)) {
            return session.read(tx -> tx.query(
                    explain + sql.text(), r -> r.getString(r.getMetaData().getColumnCount()), sql.values()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', -1, record_time",
        "1, '', 0, record_field_value",
        "3, '', 2, record_field_value",
        "0, refused, 0, record_word_time",
        "0, connection refused, 1, record_word_time",
        "2, connection refused, 0, record_word_time",
        "2, connection refused, 3, record_field_value"
    })
    void no_page_scans_a_table_or_sorts_it(int fields, String words, int walked, String index) throws Exception {
        List<String> plan = plan(Databases.SQLITE, "EXPLAIN QUERY PLAN ", query(fields, words), walked);
        List<String> steps = plan.stream()
                .filter(step -> !step.startsWith("CO-ROUTINE") && !step.startsWith("CORRELATED"))
                .toList();
        assertThat(steps).isNotEmpty();
        assertThat(steps.get(0)).startsWith("SEARCH").contains(index);
        // the page itself is walked, and put into the order that it has already
        assertThat(steps.subList(1, steps.size()))
                .allMatch(step -> step.startsWith("SEARCH")
                        || step.equals("SCAN w")
                        || step.equals("USE TEMP B-TREE FOR ORDER BY"));
        assertThat(plan).noneMatch(step -> step.startsWith("SCAN") && !step.equals("SCAN w"));
    }

    @ParameterizedTest
    @CsvSource({"0, '', -1, RECORD_TIME", "2, '', 1, RECORD_FIELD_VALUE", "1, connection refused, 1, RECORD_WORD_TIME"})
    void h2_walks_the_same_indexes(int fields, String words, int walked, String index) throws Exception {
        String plan =
                plan(Databases.H2, "EXPLAIN ", query(fields, words), walked).get(0);
        assertThat(plan).contains(index).contains("index sorted").doesNotContain("tableScan");
    }
}
