package io.aiops4j.core.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A data source whose connections break when told to. */
final class FaultySource {

    /** When the connection breaks. */
    enum Fault {
        NEVER,
        BEFORE_THE_COMMIT,
        BEHIND_THE_COMMIT
    }

    private final DataSource sound;
    private volatile boolean gone;
    private volatile Fault fault = Fault.NEVER;
    private final AtomicReference<Runnable> beforeCommit = new AtomicReference<>();
    private final AtomicInteger knocks = new AtomicInteger();

    FaultySource(DataSource sound) {
        this.sound = sound;
    }

    void gone(boolean isGone) {
        gone = isGone;
    }

    /** The next commit meets this. */
    void next(Fault next) {
        fault = next;
    }

    /** Done once, while everything of the next transaction but its commit is done. */
    void beforeCommit(Runnable action) {
        beforeCommit.set(action);
    }

    int knocks() {
        return knocks.get();
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                (method, args, call) -> {
                    if (!method.equals("getConnection")) {
                        return call.get();
                    }
                    knocks.incrementAndGet();
                    if (gone) {
                        throw new SQLException("connection refused", "08001");
                    }
                    return connection((Connection) call.get());
                },
                sound);
    }

    private Connection connection(Connection connection) {
        return proxy(
                Connection.class,
                (method, args, call) -> {
                    Runnable action = method.equals("commit") ? beforeCommit.getAndSet(null) : null;
                    if (action != null) {
                        action.run();
                    }
                    if (!method.equals("commit") || fault == Fault.NEVER) {
                        return call.get();
                    }
                    Fault now = fault;
                    fault = Fault.NEVER;
                    if (now == Fault.BEHIND_THE_COMMIT) {
                        call.get();
                    }
                    connection.close();
                    throw new SQLException("the connection was reset", "08006");
                },
                connection);
    }

    static DataSource named(DataSource sound, String productName) {
        return proxy(
                DataSource.class,
                (m, a, call) -> m.equals("getConnection")
                        ? proxy(
                                Connection.class,
                                (method, args, inner) -> method.equals("getMetaData")
                                        ? proxy(
                                                java.sql.DatabaseMetaData.class,
                                                (asked, none, answer) -> asked.equals("getDatabaseProductName")
                                                        ? productName
                                                        : answer.get(),
                                                inner.get())
                                        : inner.get(),
                                call.get())
                        : call.get(),
                sound);
    }

    private interface Call {
        Object get() throws Throwable;
    }

    private interface Handler {
        Object handle(String method, Object[] args, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> handler.handle(method.getName(), args, () -> {
                    try {
                        return method.invoke(target, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
