package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.pool.RealPostgres;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.OneStep;
import io.aiops4j.core.run.Runner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** terminate_queries on a real PostgreSQL with queries that are stuck for real. */
@Timeout(120)
final class TerminateQueriesTest {

    private final Action action = Actions.terminateQueries(RealPostgres.as("watch"));

    @BeforeEach
    void nobody_is_left_of_the_test_before() throws Exception {
        try (Connection connection = RealPostgres.as("postgres").getConnection()) {
            RealPostgres.ask(
                    connection,
                    "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                            + " AND backend_type = 'client backend'");
        }
    }

    /** A session that is in a statement, and how that ended. */
    private static final class Stuck implements AutoCloseable {

        final Connection connection;
        final String pid;
        final CompletableFuture<String> end = new CompletableFuture<>();

        Stuck(String user, String before, String sql) throws SQLException {
            connection = RealPostgres.as(user).getConnection();
            pid = RealPostgres.ask(connection, "SELECT pg_backend_pid()");
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(before);
            }
            Thread thread = new Thread(() -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                    end.complete("done");
                } catch (SQLException e) {
                    end.complete(e.getSQLState());
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        /** Until the server sees it run for more than a second. */
        Stuck awaitStuck() throws SQLException {
            try (Connection other = RealPostgres.as("postgres").getConnection()) {
                while (!RealPostgres.ask(
                                other,
                                "SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid
                                        + " AND state = 'active' AND clock_timestamp() - query_start > interval '1100 ms'")
                        .equals("1")) {
                    Thread.onSpinWait();
                }
            }
            return this;
        }

        String awaitEnd() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static Map<String, String> values(String... more) {
        Map<String, String> values = new HashMap<>(Map.of("longer_than", "1"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return values;
    }

    @Test
    void a_query_that_sleeps_and_one_that_waits_for_a_lock_are_listed_by_a_dry_run_and_cancelled_by_a_run()
            throws Exception {
        try (Connection holder = RealPostgres.as("app").getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("UPDATE stock SET note = 'held' WHERE id = 1");
            try (Stuck sleeps = new Stuck("app", "SELECT 1", "SELECT pg_sleep(600), 'alice@example.com'");
                    Stuck waits = new Stuck("other", "SELECT 1", "UPDATE stock SET note = 'Tr0ub4dor' WHERE id = 1")) {
                sleeps.awaitStuck();
                waits.awaitStuck();
                Runner.DryRun.Planned dry = OneStep.preview(action, values());
                assertThat(dry.preview())
                        .startsWith("would end 2 queries:\n")
                        .contains(
                                sleeps.pid + " of app on postgres, active for ",
                                "s: SELECT pg_sleep(?), ?",
                                waits.pid + " of other on postgres",
                                "s: UPDATE stock SET note = ? WHERE id = ?")
                        .doesNotContain("alice", "Tr0ub4dor");
                assertThat(sleeps.end).isNotDone();
                assertThat(waits.end).isNotDone();
                StepResult result = OneStep.run(action, values());
                assertThat(result.error()).isNull();
                assertThat(result.output())
                        .contains("told to end: " + sleeps.pid, "told to end: " + waits.pid)
                        .doesNotContain("alice", "Tr0ub4dor");
                assertThat(sleeps.awaitEnd()).isEqualTo("57014");
                assertThat(waits.awaitEnd()).isEqualTo("57014");
                // cancelled, and not disconnected
                sleeps.connection.rollback();
                assertThat(sleeps.connection.isValid(5)).isTrue();
            }
            holder.rollback();
        }
        assertThat(OneStep.run(action, values()).output())
                .isEqualTo("there are no queries that run for more than 1 s in this database\n");
    }

    @Test
    void the_transaction_that_idles_and_holds_the_lock_is_ended_and_its_waiter_goes_on() throws Exception {
        try (Stuck holder = new Stuck("app", "UPDATE stock SET note = 'held' WHERE id = 1", "SELECT 2");
                Stuck waiter = new Stuck("other", "SELECT 1", "UPDATE stock SET note = 'mine' WHERE id = 1")) {
            assertThat(holder.awaitEnd()).isEqualTo("done");
            waiter.awaitStuck();
            StepResult cancel = OneStep.run(action, values("what", "idle_transactions"));
            assertThat(cancel.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
            assertThat(cancel.error()).contains("Use how=terminate");
            StepResult result = OneStep.run(action, values("what", "idle_transactions", "how", "terminate"));
            assertThat(result.error()).isNull();
            assertThat(result.output())
                    .contains("told to end: " + holder.pid + " of app on postgres, idle in transaction for ")
                    .doesNotContain(waiter.pid);
            assertThat(waiter.awaitEnd()).isEqualTo("done");
            waiter.connection.rollback();
            assertThat(holder.connection.isValid(5)).isFalse();
        }
    }

    @Test
    void administrators_other_users_other_databases_and_itself_are_left_alone_and_so_is_what_exceeds_the_most()
            throws Exception {
        try (Stuck admin = new Stuck("postgres", "SELECT 1", "SELECT pg_sleep(600)");
                Stuck app = new Stuck("app", "SELECT 1", "SELECT pg_sleep(600)").awaitStuck();
                Stuck other = new Stuck("other", "SELECT 1", "SELECT pg_sleep(600)")) {
            other.awaitStuck();
            admin.awaitStuck();
            assertThat(OneStep.run(action, values("database", "elsewhere")).output())
                    .contains("there are no queries");
            assertThat(OneStep.run(action, values("user", "postgres")).output()).contains("there are no queries");
            StepResult result = OneStep.run(action, values("most", "1", "how", "terminate"));
            assertThat(result.output()).contains("told to end: " + app.pid).doesNotContain(other.pid, admin.pid);
            assertThat(app.awaitEnd()).isEqualTo("57P01");
            assertThat(other.end).isNotDone();
            assertThat(OneStep.run(action, values("user", "other")).output()).contains("told to end: " + other.pid);
            assertThat(other.awaitEnd()).isEqualTo("57014");
            assertThat(admin.end).isNotDone();
        }
    }

    @Test
    void what_is_not_allowed_or_not_there_is_a_typed_failure() throws Exception {
        try (Stuck app = new Stuck("app", "SELECT 1", "SELECT pg_sleep(600)").awaitStuck()) {
            // it sees that there are sessions, and not what they do
            assertThat(OneStep.run(Actions.terminateQueries(RealPostgres.as("blind")), values())
                            .output())
                    .contains("there are no queries", "1 sessions could not be looked into: grant pg_monitor");
            assertThat(app.end).isNotDone();
            RealPostgres.execute(RealPostgres.as("postgres"), "GRANT pg_read_all_stats TO blind");
            StepResult result = OneStep.run(Actions.terminateQueries(RealPostgres.as("blind")), values());
            assertThat(result.failure()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
            assertThat(result.error())
                    .startsWith("The database does not allow it: ")
                    .contains("42501");
            assertThat(app.end).isNotDone();
            RealPostgres.execute(RealPostgres.as("postgres"), "REVOKE pg_read_all_stats FROM blind");
        }
        var gone = RealPostgres.as("watch");
        gone.setPortNumbers(new int[] {1});
        assertThat(OneStep.run(Actions.terminateQueries(gone), values()).failure())
                .isEqualTo(FailureType.EXTERNAL_DEPENDENCY);
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:");
        StepResult other = OneStep.run(Actions.terminateQueries(h2), values());
        assertThat(other.failure()).isEqualTo(FailureType.ACTION_UNSUPPORTED);
        assertThat(other.error()).isEqualTo("terminate_queries knows PostgreSQL and MariaDB, and this is H2.");
    }

    @Test
    void the_time_out_of_the_step_cancels_the_statement_in_the_server() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(RealPostgres.as("watch"));
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            String pid;
            try (Connection warm = pool.getConnection()) {
                pid = RealPostgres.ask(warm, "SELECT pg_backend_pid()");
            }
            try (Connection locker = RealPostgres.as("postgres").getConnection();
                    Connection watcher = RealPostgres.as("postgres").getConnection();
                    Statement lock = locker.createStatement()) {
                locker.setAutoCommit(false);
                lock.execute("LOCK TABLE pg_catalog.pg_authid IN ACCESS EXCLUSIVE MODE");
                StepResult result = OneStep.run(Actions.terminateQueries(pool), values(), Duration.ofMillis(700));
                assertThat(result.status()).isEqualTo(StepResult.Status.TIMED_OUT);
                assertThat(result.error()).isEqualTo("no end within 700 ms");
                while (!RealPostgres.ask(
                                watcher,
                                "SELECT count(*) FROM pg_stat_get_activity(" + pid + ") WHERE state = 'active'")
                        .equals("0")) {
                    Thread.onSpinWait();
                }
                locker.rollback();
            }
            try (Connection fresh = pool.getConnection()) {
                assertThat(fresh.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void of_a_statement_only_its_shape_is_told() {
        assertThat(QueryText.of(
                        "SELECT *\n  FROM t -- secret\n WHERE a='it''s' AND b = 12.5e3 /* x */ AND c=$1 AND d=$$no$$"))
                .isEqualTo("SELECT * FROM t WHERE a=? AND b = ? AND c=$? AND d=?");
        assertThat(QueryText.of("SELECT E'a\\'b', \"x\", $tag$ secret $tag$, 'open"))
                .isEqualTo("SELECT E?, ?, ?, ?");
        assertThat(QueryText.of("x ".repeat(1_000))).hasSizeLessThan(210);
        assertThat(QueryText.of("")).isEmpty();
        assertThatThrownBy(() -> OneStep.run(action, Map.of("longer_than", "0")))
                .hasMessageContaining("at least 1");
    }
}
