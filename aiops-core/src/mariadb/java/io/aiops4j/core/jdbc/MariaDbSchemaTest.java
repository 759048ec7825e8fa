package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables on MariaDB, which commits each CREATE by itself. */
final class MariaDbSchemaTest {

    private static final Tables TABLES = new Tables(Dialect.MARIADB, "aiops_");

    private static List<String> statements() {
        return new Ddl(TABLES, 0, 1).statements();
    }

    @Test
    void a_creation_that_was_cut_short_anywhere_is_finished() throws Exception {
        for (int done = 0; done < statements().size() - 2; done++) {
            DataSource dataSource = MariaDbDatabase.MARIADB.fresh();
            Databases.execute(
                    dataSource, statements().subList(0, done + 1).toArray(new String[0]));
            try (JdbcStores stores = JdbcStores.of(dataSource)) {
                stores.journal().append(Notes.note("note/1"));
                assertThat(stores.journal().head().position()).as("after %d", done).isEqualTo(1);
            }
        }
    }

    @Test
    void many_nodes_that_open_at_once_create_the_tables_once() throws Exception {
        for (int round = 0; round < 3; round++) {
            DataSource dataSource = MariaDbDatabase.MARIADB.fresh();
            List<Callable<Void>> nodes = new ArrayList<>();
            for (int node = 0; node < 8; node++) {
                nodes.add(() -> {
                    try (JdbcStores stores = JdbcStores.of(dataSource)) {
                        stores.journal().append(Notes.note("note/1"));
                    }
                    return null;
                });
            }
            Notes.together(nodes);
            assertThat(Databases.ask(dataSource, "SELECT position FROM aiops_head"))
                    .isEqualTo("8");
            assertThat(Databases.ask(dataSource, "SELECT count(*) FROM aiops_schema_version"))
                    .isEqualTo("1");
        }
    }

    @Test
    void every_table_is_innodb_and_compares_exactly_whatever_the_server_would_choose() throws Exception {
        DataSource dataSource = MariaDbDatabase.MARIADB.fresh();
        Databases.execute(dataSource, "ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci");
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            stores.open();
        }
        assertThat(Databases.ask(
                        dataSource,
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
                                + " AND engine = 'InnoDB' AND table_collation = 'utf8mb4_nopad_bin'"))
                .isEqualTo("11");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void no_page_scans_a_table_or_sorts(int fields) throws Exception {
        DataSource dataSource = MariaDbDatabase.MARIADB.fresh();
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            stores.open();
        }
        Databases.execute(
                dataSource,
                "INSERT INTO aiops_record SELECT 'execution', CONCAT('id', seq), seq, 'x' FROM seq_1_to_2000",
                "INSERT INTO aiops_record_field SELECT 'execution', CONCAT('id', seq), n.name, n.field_value, seq"
                        + " FROM seq_1_to_2000 CROSS JOIN (SELECT 'runbook' AS name, 'redis-oom' AS field_value"
                        + " UNION SELECT 'status', 'failed' UNION SELECT 'client', 'acme') n",
                "ANALYZE TABLE aiops_record, aiops_record_field");
        Map<String, String> all = Map.of("runbook", "redis-oom", "status", "failed", "client", "acme");
        Map<String, String> where = fields == 3 ? all : fields == 1 ? Map.of("status", "failed") : Map.of();
        Query asked = Query.all().after(RecordQuery.cursor(700, "a")).limit(20);
        for (Map.Entry<String, String> field : where.entrySet()) {
            asked = asked.where(field.getKey(), field.getValue());
        }
        RecordQuery query = new RecordQuery("execution", asked);
        query.write(fields == 0 ? -1 : 0);
        try (Session session = Session.open(dataSource, TABLES, Waits.DEFAULT)) {
            List<String> plan = session.read(tx -> tx.query(
                    "EXPLAIN " + query.text(),
                    r -> r.getString("table") + " " + r.getString("key") + " " + r.getString("Extra"),
                    query.values()));
            // the page itself, which is what was derived, is put into the order that it has already
            List<String> tables =
                    plan.stream().filter(step -> !step.startsWith("<derived")).toList();
            assertThat(tables)
                    .hasSize(fields + 1)
                    .noneMatch(step -> step.contains("filesort") || step.contains(" null "))
                    .anyMatch(step -> step.contains(fields == 0 ? "record_time" : "record_field_value"));
        }
    }

    @Test
    void who_may_not_create_tables_is_told_of_the_other_way() throws Exception {
        DataSource dataSource = MariaDbDatabase.MARIADB.fresh();
        String database = Databases.ask(dataSource, "SELECT DATABASE()");
        String user = "poor_" + database;
        Databases.execute(
                dataSource, "CREATE USER " + user + "@localhost", "GRANT SELECT ON " + database + ".* TO " + user + "@localhost");
        DataSource poor = MariaDbDatabase.server().dataSource(database, user);
        assertThatThrownBy(() -> JdbcStores.of(poor).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("could not be created")
                .hasMessageContaining("JdbcStores.ddl(\"MariaDB\", \"aiops_\")");
        Databases.execute(dataSource, new Ddl(TABLES).statements().toArray(new String[0]));
        try (JdbcStores stores = JdbcStores.of(poor).schema(SchemaMode.VALIDATE)) {
            assertThat(stores.journal().head().position()).isZero();
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("Grant the user the right");
        }
    }
}
