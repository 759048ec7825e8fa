package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Payload;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/** A server of its own, which is set to lose things, and is refused; what a session sets is right. */
final class MariaDbSettingsTest {

    private static MariaDbServer server;
    private static MariaDbDataSource dataSource;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = MariaDbServer.start(folder, "--log-bin=log", "--server-id=1", "--sync-binlog=1");
        dataSource = server.create("settings");
        assertOpens();
    }

    @AfterAll
    static void stop() {
        server.kill();
    }

    private static void assertOpens() {
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            stores.open();
        }
    }

    private static void assertRefused(String name, String value, String good, String... says) throws Exception {
        Databases.execute(dataSource, "SET GLOBAL " + name + " = " + value);
        var refused = assertThatThrownBy(() -> JdbcStores.of(dataSource).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining(name + " = " + value)
                .hasMessageContaining("Set " + name + " = ");
        for (String text : says) {
            refused.hasMessageContaining(text);
        }
        Databases.execute(dataSource, "SET GLOBAL " + name + " = " + good);
        assertOpens();
    }

    @Test
    void a_server_that_acknowledges_before_it_forces_is_refused() throws Exception {
        assertRefused("innodb_flush_log_at_trx_commit", "0", "1", "can be lost");
        assertRefused("innodb_flush_log_at_trx_commit", "2", "3", "can be lost");
        Databases.execute(dataSource, "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
    }

    @Test
    void a_binary_log_that_is_not_forced_is_refused_unless_the_commit_itself_is() throws Exception {
        assertRefused("sync_binlog", "0", "1", "can be lost");
        assertRefused("sync_binlog", "100", "1", "can be lost");
        Databases.execute(
                dataSource, "SET GLOBAL sync_binlog = 0", "SET GLOBAL innodb_flush_log_at_trx_commit = 3");
        assertOpens();
        Databases.execute(
                dataSource, "SET GLOBAL sync_binlog = 1", "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
    }

    @Test
    void a_binary_log_that_takes_statements_only_is_refused() throws Exception {
        assertRefused("binlog_format", "STATEMENT", "MIXED", "READ COMMITTED");
    }

    @Test
    void a_server_that_cannot_take_the_largest_entry_is_refused() throws Exception {
        assertRefused("max_allowed_packet", "1048576", "16777216", "largest entry");
    }

    @Test
    void where_it_takes_just_the_largest_entry_it_takes_many_of_them_in_one_append() throws Exception {
        Databases.execute(dataSource, "SET GLOBAL max_allowed_packet = " + MariaDbSettings.LEAST_PACKET);
        try (JdbcStores stores = JdbcStores.of(dataSource).tablePrefix("large_")) {
            Append append = Append.by(Notes.ALICE);
            for (int i = 0; i < 20; i++) {
                append = append.add("note/1", Notes.NOTED, Map.of("text", "'".repeat(Payload.LARGEST - 20)));
            }
            assertThat(stores.journal().append(append)).hasSize(20);
            assertThat(stores.journal().read("note/1", 19, 1)).hasSize(1);
        }
        Databases.execute(dataSource, "SET GLOBAL max_allowed_packet = 16777216");
    }

    @Test
    void a_cluster_whose_nodes_do_not_see_each_others_locks_is_refused(@TempDir Path folder) throws Exception {
        try (MariaDbServer cluster = MariaDbServer.start(
                folder, "--wsrep-on=ON", "--wsrep-provider=none", "--binlog-format=ROW")) {
            DataSource node = cluster.create("node");
            assertThatThrownBy(() -> JdbcStores.of(node).open())
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("Galera")
                    .hasMessageContaining("lease could be held twice");
        }
    }

    @Test
    void a_driver_that_counts_only_what_changed_is_refused() throws Exception {
        MariaDbDataSource changed = new MariaDbDataSource(dataSource.getUrl() + "&useAffectedRows=true");
        assertThatThrownBy(() -> JdbcStores.of(changed).open())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("useAffectedRows=true");
    }

    @Test
    void a_connection_with_careless_settings_has_strict_ones_here() throws Exception {
        MariaDbDataSource careless = new MariaDbDataSource(dataSource.getUrl()
                + "&sessionVariables=sql_mode='ORACLE,ANSI_QUOTES,NO_BACKSLASH_ESCAPES',time_zone='+05:30'");
        assertThat(Databases.ask(careless, "SELECT @@sql_mode")).contains("ORACLE");
        try (JdbcStores stores = JdbcStores.of(careless).tablePrefix("careless_")) {
            stores.journal().append(Notes.note("it's a \\ \"note\""));
            assertThat(Notes.followed(stores, 0)).hasSize(1);
        }
        Tables tables = new Tables(Dialect.MARIADB, "aiops_");
        try (Session session = Session.open(careless, tables, Waits.DEFAULT)) {
            assertThat(session.<String>write(tx -> tx.ask("SELECT @@tx_isolation"))).isEqualTo("READ-COMMITTED");
            assertThat(session.<String>write(tx -> tx.ask("SELECT @@innodb_lock_wait_timeout"))).isEqualTo("5");
            assertThat(session.<String>write(tx -> tx.ask("SELECT @@max_statement_time"))).isEqualTo("7.000000");
            assertThat(session.<String>write(tx -> tx.ask("SELECT @@sql_mode"))).contains("STRICT_ALL_TABLES");
            long now = session.<Long>write(tx -> Long.parseLong(tx.ask("SELECT " + Dialect.MARIADB.nowNanos())));
            assertThat(now / 1_000_000).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
        }
    }
}
