package io.aiops4j.core.run.action;

import io.aiops4j.core.HostCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * JDBC that an interrupt ends. Drivers do not look at interrupts, so the call has a thread of its own: whoever waits for it and is
 * told to stop cancels the statement, aborts the connection and leaves. A connection that comes later is given back untouched.
 */
final class JdbcCall<T> {

    /** How long the cancelled call has to end before it is left behind: less than the runner's patience. */
    static final Duration ENDING = Duration.ofMillis(700);

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(JdbcCall<?> session) throws SQLException, InterruptedException;
    }

    private final DataSource dataSource;
    private final Work<T> work;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement statement;
    private boolean abandoned;

    private JdbcCall(DataSource dataSource, Work<T> work) {
        this.dataSource = dataSource;
        this.work = work;
    }

    static <T> T on(DataSource dataSource, Work<T> work) throws SQLException, InterruptedException {
        JdbcCall<T> call = new JdbcCall<>(dataSource, work);
        FutureTask<T> task = new FutureTask<>(call::work);
        Thread worker = daemon("aiops-action-jdbc", task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw call.unwrapped(e);
        } catch (InterruptedException e) {
            call.unwant();
            daemon("aiops-action-cancel", call::abandon);
            worker.interrupt(); // a pool that makes it wait looks at that
            join(task);
            throw e;
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(FutureTask<?> task) {
        try {
            Object unused = task.get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException ended) {
            // over, or left behind: either way it changes nothing any more
        }
    }

    private SQLException unwrapped(ExecutionException wrapped) throws InterruptedException {
        Throwable cause = wrapped.getCause();
        if (cause instanceof SQLException failure) {
            return failure;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        return new SQLException(HostCode.describe(cause), cause);
    }

    private T work() throws SQLException, InterruptedException {
        try (Connection taken = dataSource.getConnection()) {
            synchronized (this) {
                requireWanted();
                connection = taken;
            }
            try {
                return work.on(this);
            } finally {
                end(taken);
            }
        }
    }

    // the connection goes back as it came, and nobody cancels what its next user does
    private void end(Connection taken) throws SQLException {
        synchronized (this) {
            connection = null;
            statement = null;
        }
        if (!taken.isClosed() && !taken.getAutoCommit()) {
            taken.rollback();
        }
    }

    Connection connection() throws InterruptedException {
        synchronized (this) {
            requireWanted();
            if (connection == null) {
                throw new IllegalStateException("there is no connection");
            }
            return connection;
        }
    }

    /** A statement that an interrupt cancels, and no other one beside it. */
    PreparedStatement prepare(String sql) throws SQLException, InterruptedException {
        PreparedStatement prepared = connection().prepareStatement(sql);
        synchronized (this) {
            statement = prepared;
        }
        return prepared;
    }

    private void requireWanted() throws InterruptedException {
        if (abandoned) {
            throw new InterruptedException("told to stop");
        }
    }

    private synchronized void unwant() {
        abandoned = true;
    }

    // under the lock to the end: the connection must not reach its next user while it is cancelled
    private synchronized void abandon() {
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException | RuntimeException e) {
            // it may be over already
        }
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException e) {
            // closed already
        }
    }

    /** What a database says, in one line. */
    static String words(SQLException e) {
        String words = Excerpt.of(String.valueOf(e.getMessage()), 500).replace('\n', ' ');
        return words + (e.getSQLState() == null ? "" : " (SQL state " + e.getSQLState() + ")");
    }
}
