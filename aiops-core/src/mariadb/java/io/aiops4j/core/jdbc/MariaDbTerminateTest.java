package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.OneStep;
import io.aiops4j.core.run.action.Actions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** terminate_queries on a real MariaDB with queries that are stuck for real. */
@Timeout(120)
final class MariaDbTerminateTest {

    private static MariaDbServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = MariaDbServer.start(folder);
        Databases.execute(
                server.create("shop"),
                "CREATE TABLE stock (id integer PRIMARY KEY, note text) ENGINE=InnoDB",
                "INSERT INTO stock VALUES (1, 'one')",
                "CREATE USER app",
                "CREATE USER boss",
                "CREATE USER watch",
                "CREATE USER blind",
                "GRANT ALL ON shop.* TO app",
                "GRANT ALL ON *.* TO boss",
                "GRANT SELECT ON mysql.* TO watch",
                "GRANT PROCESS, CONNECTION ADMIN ON *.* TO watch",
                "GRANT SELECT ON shop.* TO watch",
                "GRANT PROCESS ON *.* TO blind",
                "GRANT SELECT ON shop.* TO blind");
    }

    @AfterAll
    static void stop() {
        server.kill();
    }

    private static Action as(String user) throws SQLException {
        return Actions.terminateQueries(server.dataSource("shop", user));
    }

    private static Map<String, String> values(String... more) {
        Map<String, String> values = new HashMap<>(Map.of("longer_than", "1"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return values;
    }

    private static CompletableFuture<String> runs(Connection connection, String sql) {
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                end.complete("done");
            } catch (SQLException e) {
                end.complete("" + e.getErrorCode());
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private static String id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void awaitStuck(String id, String command) throws SQLException {
        while (!Databases.ask(
                        server.dataSource("shop"),
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + id + " AND command = '"
                                + command + "' AND time_ms > 1100")
                .equals("1")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void queries_are_listed_and_killed_and_administrators_are_left_alone() throws Exception {
        try (Connection app = server.dataSource("shop", "app").getConnection();
                Connection boss = server.dataSource("shop", "boss").getConnection();
                Connection root = server.dataSource("shop", "root").getConnection()) {
            CompletableFuture<String> sleeps = runs(app, "SELECT SLEEP(600), 'alice@example.com'");
            CompletableFuture<String> bossSleeps = runs(boss, "DO SLEEP(600)");
            CompletableFuture<String> rootSleeps = runs(root, "DO SLEEP(600)");
            awaitStuck(id(server, app), "Query");
            assertThat(OneStep.preview(as("watch"), values()).preview())
                    .startsWith("would end 1 queries:\n")
                    .contains("of app on shop, query for ", "s: SELECT SLEEP(?), ?")
                    .doesNotContain("alice", "boss");
            assertThat(sleeps).isNotDone();
            StepResult result = OneStep.run(as("watch"), values());
            assertThat(result.error()).isNull();
            assertThat(result.output()).contains("told to end: ").doesNotContain("alice");
            assertThat(sleeps.get(20, TimeUnit.SECONDS)).isIn("1317", "done"); // SLEEP tells by what it returns
            assertThat(app.isValid(5)).isTrue();
            assertThat(bossSleeps).isNotDone();
            assertThat(rootSleeps).isNotDone();
            boss.abort(Runnable::run); // closing waits for what runs
            root.abort(Runnable::run);
        }
    }

    // of a connection that is busy: the driver knows
    private static String id(MariaDbServer server, Connection busy) throws SQLException {
        return "" + busy.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
    }

    @Test
    void the_transaction_that_idles_and_holds_the_lock_is_ended_and_its_waiter_goes_on() throws Exception {
        try (Connection holder = server.dataSource("shop", "app").getConnection();
                Connection waiter = server.dataSource("shop", "app").getConnection()) {
            holder.setAutoCommit(false);
            String id = id(holder);
            try (Statement statement = holder.createStatement()) {
                statement.execute("UPDATE stock SET note = 'held' WHERE id = 1");
            }
            CompletableFuture<String> waits = runs(waiter, "UPDATE stock SET note = 'mine' WHERE id = 1");
            awaitStuck(id, "Sleep");
            StepResult result = OneStep.run(as("watch"), values("what", "idle_transactions", "how", "terminate"));
            assertThat(result.error()).isNull();
            assertThat(result.output()).contains("told to end: " + id + " of app on shop, sleep for ");
            assertThat(waits.get(20, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(holder.isValid(5)).isFalse();
        }
    }

    @Test
    void who_cannot_tell_administrators_from_others_ends_nothing() throws Exception {
        try (Connection app = server.dataSource("shop", "app").getConnection()) {
            CompletableFuture<String> sleeps = runs(app, "DO SLEEP(600)");
            awaitStuck(id(server, app), "Query");
            StepResult result = OneStep.run(as("blind"), values());
            assertThat(result.failure()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
            assertThat(result.error()).startsWith("The database does not allow it: ");
            assertThat(sleeps).isNotDone();
            app.abort(Runnable::run);
        }
    }
}
