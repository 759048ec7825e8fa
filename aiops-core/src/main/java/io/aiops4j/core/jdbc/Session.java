package io.aiops4j.core.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One connection while it is ours: own transactions, then everything as it was. For one thread. */
final class Session implements AutoCloseable {

    private static final int ALIVE_SECONDS = 1;

    private final Connection connection;
    private final boolean autoCommit;
    private final int isolation;
    private final Tx tx;
    private final Waits waits;
    private final Dialect.Undo undo;

    private Session(Connection connection, Tables tables, Waits waits) throws SQLException {
        this.connection = connection;
        this.waits = waits;
        this.autoCommit = connection.getAutoCommit();
        this.isolation = connection.getTransactionIsolation();
        this.tx = new Tx(connection, tables);
        // before the first transaction: none may be open while the isolation changes
        tables.dialect().isolate(connection);
        this.undo = tables.dialect().prepare(tx, waits);
    }

    static Session open(DataSource dataSource, Tables tables, Waits waits) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new Session(connection, tables, waits);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    <T extends @Nullable Object> T read(Work<T> work) throws SQLException {
        return in(false, work);
    }

    <T extends @Nullable Object> T write(Work<T> work) throws SQLException {
        return in(true, work);
    }

    /** Outside of any transaction, for settings that a database changes only there. */
    void check() throws SQLException {
        tx.dialect().check(tx);
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private <T extends @Nullable Object> T in(boolean write, Work<T> work) throws SQLException {
        boolean done = false;
        tx.dialect().begin(tx, write, waits);
        try {
            T result = work.in(tx);
            tx.dialect().commit(tx);
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    private void rollback() {
        try {
            tx.dialect().rollback(tx);
        } catch (SQLException alreadyGone) {
            // what led here says more, and a connection that cannot roll back is closed by whoever holds it
        }
    }

    boolean isAlive() {
        try {
            return connection.isValid(ALIVE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (connection) {
            undo.undo();
            if (!connection.getAutoCommit()) {
                connection.rollback(); // what set things back may have begun a transaction
            }
            if (connection.getTransactionIsolation() != isolation) {
                connection.setTransactionIsolation(isolation);
            }
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException broken) {
            // then there is nothing to give back
        }
    }
}
