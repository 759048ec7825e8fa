package io.aiops4j.core.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.aiops4j.core.AiopsException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The one class that knows HikariCP, which a host may do without. */
final class HikariConnectionPool implements ConnectionPool {

    private final HikariDataSource hikari;

    private HikariConnectionPool(HikariDataSource hikari) {
        this.hikari = hikari;
    }

    static ConnectionPool of(DataSource dataSource) {
        // Hikari itself unwraps to what is behind it, and so is asked first
        if (dataSource instanceof HikariDataSource itself) {
            return new HikariConnectionPool(itself);
        }
        try {
            // not unwrapped on the off chance: H2 writes a file about each refusal
            if (dataSource.isWrapperFor(HikariDataSource.class)) {
                return new HikariConnectionPool(dataSource.unwrap(HikariDataSource.class));
            }
        } catch (SQLException e) {
            throw none(dataSource, e);
        }
        throw none(dataSource, null);
    }

    private static AiopsException none(DataSource dataSource, @Nullable SQLException why) {
        return new AiopsException(
                "This is no pool of HikariCP: " + dataSource.getClass().getName()
                        + ". Hand in the HikariDataSource, or implement ConnectionPool.",
                why);
    }

    @Override
    public String name() {
        return String.valueOf(hikari.getPoolName());
    }

    @Override
    public State state() {
        HikariPoolMXBean pool = pool();
        return new State(
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getThreadsAwaitingConnection(),
                hikari.getMaximumPoolSize());
    }

    @Override
    public void reset() {
        pool().softEvictConnections();
    }

    private HikariPoolMXBean pool() {
        HikariPoolMXBean pool = hikari.isClosed() ? null : hikari.getHikariPoolMXBean();
        if (pool == null) {
            throw new AiopsException("The pool '" + name() + "' is "
                    + (hikari.isClosed() ? "closed" : "not started: nobody took a connection yet") + ".");
        }
        return pool;
    }

    @Override
    public String toString() {
        return name();
    }
}
