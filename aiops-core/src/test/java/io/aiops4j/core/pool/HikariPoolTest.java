package io.aiops4j.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aiops4j.core.AiopsException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HikariCP on a real PostgreSQL, exhausted for real. */
@Timeout(120)
final class HikariPoolTest {

    private static HikariDataSource hikari(int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(RealPostgres.as("app"));
        config.setPoolName("orders");
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(30_000);
        return new HikariDataSource(config);
    }

    @Test
    void a_pool_that_is_exhausted_shows_it_and_a_reset_replaces_what_comes_back() throws Exception {
        try (HikariDataSource hikari = hikari(2)) {
            ConnectionPool pool = ConnectionPool.hikari(hikari);
            List<Connection> held = new ArrayList<>(List.of(hikari.getConnection(), hikari.getConnection()));
            String before = RealPostgres.ask(held.get(0), "SELECT pg_backend_pid()");
            CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> {
                try (Connection connection = hikari.getConnection()) {
                    return RealPostgres.ask(connection, "SELECT pg_backend_pid()");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (pool.state().waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(pool.state()).isEqualTo(new ConnectionPool.State(2, 0, 1, 2));
            assertThat(pool.state()).hasToString("2 active, 0 idle, 1 waiting, at most 2");
            pool.reset();
            // nobody loses what they use
            assertThat(RealPostgres.ask(held.get(0), "SELECT 1")).isEqualTo("1");
            assertThat(pool.state().waiting()).isEqualTo(1);
            held.get(0).close();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isNotEqualTo(before);
            held.get(1).close();
        }
    }

    @Test
    void it_is_found_behind_a_wrapper_and_something_else_is_refused() throws Exception {
        try (HikariDataSource hikari = hikari(1)) {
            SwitchableDataSource wrapped = SwitchableDataSource.of("orders", "primary", hikari);
            assertThat(ConnectionPool.hikari(wrapped).name()).isEqualTo("orders");
            DataSource plain = RealPostgres.as("app");
            assertThatThrownBy(() -> ConnectionPool.hikari(plain))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("no pool of HikariCP", "implement ConnectionPool");
        }
    }

    @Test
    void a_pool_that_is_closed_or_not_started_says_so() throws Exception {
        HikariDataSource hikari = hikari(1);
        ConnectionPool closed = ConnectionPool.hikari(hikari);
        hikari.close();
        assertThatThrownBy(closed::state).isInstanceOf(AiopsException.class).hasMessageContaining("is closed");
        try (HikariDataSource lazy = new HikariDataSource()) {
            lazy.setPoolName("lazy");
            ConnectionPool asleep = ConnectionPool.hikari(lazy);
            assertThatThrownBy(asleep::reset).isInstanceOf(AiopsException.class).hasMessageContaining("not started");
        }
    }

    @Test
    void a_host_without_HikariCP_is_told_what_is_missing() throws Exception {
        ClassLoader without = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("com.zaxxer.")) {
                    throw new ClassNotFoundException(name);
                }
                String file = name.replace('.', '/') + ".class";
                try (var in = HikariPoolTest.class.getClassLoader().getResourceAsStream(file)) {
                    if (in == null) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Class<?> pool = Class.forName(ConnectionPool.class.getName(), true, without);
        // reflection, as frameworks do it, resolves every signature
        assertThat(pool.getMethods()).isNotEmpty();
        assertThatThrownBy(() -> pool.getMethod("hikari", DataSource.class).invoke(null, RealPostgres.as("app")))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageContaining("HikariCP is not on the class path");
    }
}
