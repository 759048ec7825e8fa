package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.core.AiopsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The host's pool is the host's: small, full of open transactions, and as it was when a connection comes back. */
final class PoolTest {

    private static HikariDataSource pool(Database database, int size) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.fresh());
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    private static void assertRefusedSoon(ThrowingCallable call) {
        long start = System.nanoTime();
        assertThatThrownBy(call).isInstanceOf(AiopsException.class).hasMessageContaining("pool");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void two_connections_both_held_in_open_transactions_end_in_no_deadlock_but_in_a_bounded_wait() throws Exception {
        try (HikariDataSource pool = pool(Databases.POSTGRESQL, 2);
                JdbcStores stores = JdbcStores.of(pool).waits(Notes.IMPATIENT)) {
            assertThat(Databases.productName(pool)).isEqualTo("PostgreSQL");
            stores.open();
            Databases.execute(pool, "CREATE TABLE host (id INTEGER)");
            CyclicBarrier both = new CyclicBarrier(2);
            List<Callable<Void>> hosts = new ArrayList<>();
            for (int host = 0; host < 2; host++) {
                int id = host;
                hosts.add(() -> {
                    try (Connection connection = pool.getConnection();
                            var statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        statement.execute("INSERT INTO host VALUES (" + id + ")");
                        both.await();
                        // each asks while it holds what it asks for; the pool itself would wait for 30 seconds
                        assertRefusedSoon(() -> stores.journal().append(Notes.note("host/" + id)));
                        assertRefusedSoon(() -> stores.journal().head());
                        assertRefusedSoon(() -> stores.leases().cursor("learning"));
                        both.await();
                        connection.rollback();
                        connection.setAutoCommit(true);
                    }
                    return null;
                });
            }
            Notes.together(hosts);
            // recovered, and nothing of what was refused comes later
            stores.journal().append(Notes.note("note/1"));
            assertThat(Notes.followed(stores, 0)).hasSize(1);
            assertThat(Databases.ask(pool, "SELECT count(*) FROM host")).isEqualTo("0");
        }
    }

    @OnEachDatabase
    void a_connection_comes_back_as_it_was(Database database) throws Exception {
        try (HikariDataSource pool = pool(database, 1)) {
            List<Object> before = state(pool, database);
            try (JdbcStores stores = JdbcStores.of(pool)) {
                // one connection for everything: the writer's must be back before anybody reads
                JdbcStores eager = stores.waits(
                        new Waits(Waits.CALLER, Waits.STATEMENT, Waits.LOCK, Duration.ofMillis(1), Waits.CLOSE));
                eager.journal().append(Notes.note("note/1"));
                eager.leases().acquire("learning", "one", Duration.ofHours(1));
                assertThat(eager.journal().head().position()).isEqualTo(1);
                eager.close();
            }
            assertThat(state(pool, database)).isEqualTo(before);
        }
    }

    private static List<Object> state(HikariDataSource pool, Database database) throws SQLException {
        List<Object> state = new ArrayList<>();
        for (String setting : database.settings()) {
            state.add(Databases.ask(pool, setting));
        }
        try (Connection connection = pool.getConnection()) {
            state.add(connection.getAutoCommit());
            state.add(connection.getTransactionIsolation());
        }
        return state;
    }

    @Test
    void a_role_whose_commits_are_not_durable_has_durable_ones_here() throws Exception {
        var dataSource = Databases.POSTGRESQL.fresh();
        dataSource.unwrap(org.postgresql.ds.PGSimpleDataSource.class).setOptions("-c synchronous_commit=off");
        assertThat(Databases.ask(dataSource, "SHOW synchronous_commit")).isEqualTo("off");
        Tables tables = new Tables(Dialect.POSTGRESQL, "aiops_");
        try (Session session = Session.open(dataSource, tables, Waits.DEFAULT)) {
            assertThat(session.<String>write(tx -> tx.ask("SHOW synchronous_commit")))
                    .isEqualTo("on");
            assertThat(session.<String>write(tx -> tx.ask("SHOW transaction_isolation")))
                    .isEqualTo("read committed");
            assertThat(session.<String>write(tx -> tx.ask("SHOW lock_timeout"))).isEqualTo("5s");
        }
    }
}
