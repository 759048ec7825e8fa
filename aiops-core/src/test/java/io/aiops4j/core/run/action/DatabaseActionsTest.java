package io.aiops4j.core.run.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.pool.ConnectionPool;
import io.aiops4j.core.pool.RealPostgres;
import io.aiops4j.core.pool.SwitchableDataSource;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.OneStep;
import io.aiops4j.core.verify.Effect;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** reset_connection_pool and switch_datasource on real pools of a real PostgreSQL. */
@Timeout(120)
final class DatabaseActionsTest {

    private static HikariDataSource hikari(String name, DataSource dataSource, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(30_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static PGSimpleDataSource nobodyThere() {
        PGSimpleDataSource dataSource = RealPostgres.as("app");
        dataSource.setPortNumbers(new int[] {1});
        return dataSource;
    }

    @Test
    void a_pool_that_is_exhausted_is_reset_and_says_what_it_was() throws Exception {
        try (HikariDataSource hikari = hikari("orders", RealPostgres.as("app"), 2);
                Connection one = hikari.getConnection();
                Connection two = hikari.getConnection()) {
            Action reset = Actions.resetConnectionPool(ConnectionPool.hikari(hikari));
            assertThat(OneStep.preview(reset, Map.of()).preview())
                    .isEqualTo("pool 'orders' has 2 active, 0 idle, 0 waiting, at most 2; 0 would be closed now, and 2"
                            + " when they come back");
            String before = RealPostgres.ask(one, "SELECT pg_backend_pid()");
            StepResult result = OneStep.run(reset, Map.of());
            assertThat(result.status()).isEqualTo(StepResult.Status.DONE);
            assertThat(result.output()).contains("before: 2 active, 0 idle", "after: 2 active, 0 idle");
            one.close();
            try (Connection fresh = hikari.getConnection()) {
                assertThat(RealPostgres.ask(fresh, "SELECT pg_backend_pid()")).isNotEqualTo(before);
            }
            assertThat(two.isValid(5)).isTrue();
        }
    }

    @Test
    void a_dry_run_of_a_reset_leaves_every_connection_where_it_is() throws Exception {
        try (HikariDataSource hikari = hikari("orders", RealPostgres.as("app"), 1)) {
            String before;
            try (Connection connection = hikari.getConnection()) {
                before = RealPostgres.ask(connection, "SELECT pg_backend_pid()");
            }
            OneStep.preview(Actions.resetConnectionPool(ConnectionPool.hikari(hikari)), Map.of("pool", "orders"));
            try (Connection connection = hikari.getConnection()) {
                assertThat(RealPostgres.ask(connection, "SELECT pg_backend_pid()"))
                        .isEqualTo(before);
            }
        }
    }

    @Test
    void a_pool_that_is_not_there_or_closed_is_a_typed_failure() throws Exception {
        HikariDataSource hikari = hikari("orders", RealPostgres.as("app"), 1);
        Action reset = Actions.resetConnectionPool(ConnectionPool.hikari(hikari));
        hikari.close();
        StepResult missing = OneStep.run(reset, Map.of("pool", "stock"));
        assertThat(missing.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(missing.error()).isEqualTo("There is no pool 'stock' here. Use one of [orders].");
        StepResult closed = OneStep.run(reset, Map.of("pool", "orders"));
        assertThat(closed.failure()).isEqualTo(FailureType.ENVIRONMENT_OR_PERMISSION);
        assertThat(closed.error()).contains("is closed");
        ConnectionPool pool = ConnectionPool.hikari(hikari);
        assertThatThrownBy(() -> Actions.resetConnectionPool(pool, pool)).isInstanceOf(AiopsException.class);
    }

    @Test
    void new_connections_come_from_the_other_choice_and_the_same_action_is_the_way_back() throws Exception {
        try (HikariDataSource primary = hikari("primary", RealPostgres.as("app"), 2);
                HikariDataSource standby = hikari("standby", RealPostgres.as("other"), 2)) {
            SwitchableDataSource orders =
                    SwitchableDataSource.of("orders", "primary", primary).or("standby", standby);
            Action action = Actions.switchDataSource(orders);
            assertThat(action.signature().reversible()).isTrue();
            assertThat(action.signature().effects()).containsExactly(Effect.parse("datasource.active = ${to}"));
            try (Connection old = orders.getConnection()) {
                assertThat(OneStep.preview(action, Map.of("to", "standby")).preview())
                        .isEqualTo("would take new connections of 'orders' from 'standby' instead of 'primary'; a"
                                + " connection of 'standby' was tried and works");
                assertThat(orders.active()).isEqualTo("primary");
                assertThat(OneStep.run(action, Map.of("to", "standby")).output())
                        .isEqualTo("'orders' took new connections from 'primary', and takes them from 'standby' now\n");
                try (Connection fresh = orders.getConnection()) {
                    assertThat(RealPostgres.ask(fresh, "SELECT current_user")).isEqualTo("other");
                }
                assertThat(RealPostgres.ask(old, "SELECT current_user")).isEqualTo("app");
            }
            assertThat(OneStep.run(action, Map.of("to", "primary", "datasource", "orders"))
                            .status())
                    .isEqualTo(StepResult.Status.DONE);
            assertThat(orders.active()).isEqualTo("primary");
            assertThat(OneStep.preview(action, Map.of("to", "primary")).preview())
                    .contains("already");
        }
    }

    @Test
    void a_choice_that_is_dead_or_not_there_changes_nothing() throws Exception {
        SwitchableDataSource orders = SwitchableDataSource.of("orders", "primary", RealPostgres.as("app"))
                .or("standby", nobodyThere());
        Action action = Actions.switchDataSource(orders);
        StepResult dead = OneStep.run(action, Map.of("to", "standby"));
        assertThat(dead.failure()).isEqualTo(FailureType.EXTERNAL_DEPENDENCY);
        assertThat(dead.error()).startsWith("'orders' stays with 'primary', for 'standby' gives no connection: ");
        assertThat(OneStep.preview(action, Map.of("to", "standby")).refusal()).isEqualTo(dead.error());
        StepResult missing = OneStep.run(action, Map.of("to", "tertiary"));
        assertThat(missing.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
        StepResult other = OneStep.run(action, Map.of("to", "standby", "datasource", "stock"));
        assertThat(other.failure()).isEqualTo(FailureType.PARAMETER_WRONG);
        assertThat(orders.active()).isEqualTo("primary");
    }

    @Test
    void the_time_out_of_the_step_ends_the_wait_for_a_connection_and_what_comes_later_is_given_back() throws Exception {
        try (HikariDataSource standby = hikari("standby", RealPostgres.as("other"), 1);
                Connection held = standby.getConnection()) {
            SwitchableDataSource orders = SwitchableDataSource.of("orders", "primary", RealPostgres.as("app"))
                    .or("standby", standby);
            StepResult late =
                    OneStep.run(Actions.switchDataSource(orders), Map.of("to", "standby"), Duration.ofMillis(300));
            assertThat(late.status()).isEqualTo(StepResult.Status.TIMED_OUT);
            assertThat(late.error()).isEqualTo("no end within 300 ms");
            assertThat(orders.active()).isEqualTo("primary");
            held.close();
            ConnectionPool pool = ConnectionPool.hikari(standby);
            try (Connection free = standby.getConnection()) {
                assertThat(free.isValid(5)).isTrue();
            }
            assertThat(pool.state().active()).isZero();
        }
    }

    @Test
    void a_driver_that_ignores_interrupts_holds_up_nobody_and_its_connection_is_given_back_untouched()
            throws Exception {
        AtomicInteger given = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        java.util.concurrent.CountDownLatch late = new java.util.concurrent.CountDownLatch(1);
        PGSimpleDataSource slow = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() {
                boolean waiting = true;
                while (waiting) {
                    try {
                        late.await();
                        waiting = false;
                    } catch (InterruptedException ignored) {
                        // as sockets do
                    }
                }
                given.incrementAndGet();
                return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                        Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                            if (method.getName().equals("close")) {
                                closed.incrementAndGet();
                                return null;
                            }
                            throw new AssertionError("it was used: " + method);
                        });
            }
        };
        SwitchableDataSource orders = SwitchableDataSource.of("orders", "primary", RealPostgres.as("app"))
                .or("standby", slow);
        StepResult result =
                OneStep.run(Actions.switchDataSource(orders), Map.of("to", "standby"), Duration.ofMillis(200));
        assertThat(result.error()).isEqualTo("no end within 200 ms");
        late.countDown();
        while (closed.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(given.get()).isEqualTo(1);
        assertThat(orders.active()).isEqualTo("primary");
    }
}
