package io.aiops4j.core.pool;

import io.aiops4j.core.AiopsException;
import javax.sql.DataSource;

/**
 * A pool of connections that can be looked at and reset (SPI). HikariCP's is built in.
 *
 * <pre>{@code
 * ConnectionPool pool = ConnectionPool.hikari(hikariDataSource);
 * System.out.println(pool.state().waiting() + " wait for one of " + pool.state().max());
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface ConnectionPool {

    /** The pool's name, unique on its node. */
    String name();

    /** What it looks like now; quick, and without a connection to the database. */
    State state() throws Exception;

    /**
     * Replaces all connections: idle ones at once, those in use when they come back. Nobody loses one that they use, so what leaked
     * stays away.
     */
    void reset() throws Exception;

    /**
     * What a pool looks like.
     *
     * @param active connections in use
     * @param idle connections that nobody uses
     * @param waiting threads that wait for one
     * @param max how many there may be
     */
    record State(int active, int idle, int waiting, int max) {

        @Override
        public String toString() {
            return active + " active, " + idle + " idle, " + waiting + " waiting, at most " + max;
        }
    }

    /**
     * A pool of HikariCP, also where something is wrapped around it.
     *
     * @throws AiopsException if it is none, or HikariCP is not on the class path
     */
    static ConnectionPool hikari(DataSource dataSource) {
        try {
            return HikariConnectionPool.of(dataSource);
        } catch (NoClassDefFoundError e) {
            throw new AiopsException(
                    "HikariCP is not on the class path. Add com.zaxxer:HikariCP, or implement ConnectionPool.", e);
        }
    }
}
