package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages walk an index: SQLite's planner, which needs no statistics, says so. */
final class RecordQueryTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void no_page_scans_a_table_or_sorts(int fields) throws Exception {
        var dataSource = Databases.SQLITE.fresh();
        assertThat(Databases.productName(dataSource)).isEqualTo("SQLite");
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            stores.open();
        }
        Map<String, String> all = Map.of("runbook", "redis-oom", "status", "failed", "client", "acme");
        Map<String, String> where = fields == 3 ? all : fields == 1 ? Map.of("status", "failed") : Map.of();
        RecordQuery query = new RecordQuery("execution", where, RecordQuery.cursor(7, "a"), 20);
        Tables tables = new Tables(Dialect.SQLITE, "aiops_");
        try (Session session = Session.open(dataSource, tables, Waits.DEFAULT)) {
            List<String> plan = session.read(
                    tx -> tx.query("EXPLAIN QUERY PLAN " + query.text(), r -> r.getString("detail"), query.values()));
            assertThat(plan).isNotEmpty().allMatch(step -> step.startsWith("SEARCH"));
            assertThat(plan.get(0)).contains(fields == 0 ? "record_time" : "record_field_value");
        }
    }
}
