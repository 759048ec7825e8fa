package io.aiops4j.core.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database as everything but the writer sees it: short transactions on connections of their own, done by two threads of
 * ours. A caller thus never waits longer than it should for a pool that is empty (perhaps because the caller itself holds its
 * last connection), and never drags its own transaction in here. The threads are never interrupted: H2 would close its file.
 */
final class Db implements AutoCloseable {

    static final int THREADS = 2;
    static final int QUEUE = 256;

    private static final int COLLISIONS = 9;

    private final DataSource dataSource;
    private final Tables tables;
    private final Waits waits;
    private final @Nullable Clock clock;
    private final AtomicInteger named = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    /** With a clock, that clock is told instead of the database's: for tests. */
    Db(DataSource dataSource, Tables tables, Waits waits, @Nullable Clock clock) {
        this.dataSource = dataSource;
        this.tables = tables;
        this.waits = waits;
        this.clock = clock;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), this::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "aiops-jdbc-" + named.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    Waits waits() {
        return waits;
    }

    Dialect dialect() {
        return tables.dialect();
    }

    Session open() throws SQLException {
        return Session.open(dataSource, tables, waits);
    }

    /** The time by the database's clock, as a column. */
    String now() {
        return clock == null ? tables.dialect().nowNanos() : Long.toString(Nanos.of(clock.instant()));
    }

    <T extends @Nullable Object> T read(String doing, Work<T> work) {
        return await(doing, () -> again(session -> session.read(work)));
    }

    /** Everything that is written this way may be written twice. */
    <T extends @Nullable Object> T write(String doing, Work<T> work) {
        return await(doing, () -> again(session -> session.write(work)));
    }

    /** Whatever takes a whole connection. */
    <T extends @Nullable Object> T await(String doing, Callable<T> task) {
        Future<T> future;
        try {
            future = threads.submit(task);
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown() ? Trouble.closed() : Trouble.tooMany(doing);
        }
        try {
            return await(doing, waits, future);
        } catch (SQLException e) {
            throw Trouble.of(doing, tables.dialect(), e);
        }
    }

    /** The same on a thread of its own, before there is anything else. */
    static <T> T alone(String doing, Waits waits, Callable<T> task) throws SQLException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "aiops-jdbc-open");
        thread.setDaemon(true);
        thread.start();
        return await(doing, waits, future);
    }

    private static <T extends @Nullable Object> T await(String doing, Waits waits, Future<T> future)
            throws SQLException {
        try {
            return future.get(waits.caller().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(false);
            throw Trouble.tooLong(doing, waits);
        } catch (InterruptedException e) {
            future.cancel(false);
            throw Trouble.interrupted(doing);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException("Failed " + doing, e.getCause());
        }
    }

    private interface Use<T extends @Nullable Object> {
        T of(Session session) throws SQLException;
    }

    // on another connection: a pool may hand out one that died long ago. Who meets others goes on: each time one of
    // them is done
    private <T extends @Nullable Object> T again(Use<T> use) throws SQLException {
        for (int left = COLLISIONS; left > 0; left--) {
            try (Session session = open()) {
                return use.of(session);
            } catch (SQLException e) {
                if (Trouble.isConnection(dialect(), e)) {
                    break;
                }
                if (!Trouble.isCollision(dialect(), e)) {
                    throw e;
                }
            }
        }
        try (Session session = open()) {
            return use.of(session);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
