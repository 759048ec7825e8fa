package io.aiops4j.core.jdbc;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a database that the host has: PostgreSQL, MariaDB, H2 or SQLite. Several nodes may share one PostgreSQL or
 * MariaDB. Nothing here joins a transaction of the host; the library uses at most three connections, and none for longer than it works. Entries and
 * leases take their time from the database's clock, so that nodes need not agree.
 *
 * <pre>{@code
 * Stores stores = JdbcStores.of(dataSource).tablePrefix("ops_").schema(SchemaMode.VALIDATE);
 * }</pre>
 *
 * <p>It connects when it is first used, or by {@link #open()}. Safe for use by many threads.
 */
public final class JdbcStores implements Stores {

    private final DataSource dataSource;
    private final SchemaMode mode;
    private final String prefix;
    private final Waits waits;
    private final @Nullable Clock clock;
    private @Nullable OpenStores opened;
    private boolean closed;

    private JdbcStores(DataSource dataSource, SchemaMode mode, String prefix, Waits waits, @Nullable Clock clock) {
        this.dataSource = dataSource;
        this.mode = mode;
        this.prefix = Tables.requirePrefix(prefix);
        this.waits = waits;
        this.clock = clock;
    }

    /**
     * Stores in this database; the tables are created when they are missing, or brought up to date, and their names begin with
     * {@code aiops_}.
     */
    public static JdbcStores of(DataSource dataSource) {
        return new JdbcStores(dataSource, SchemaMode.CREATE, Tables.DEFAULT_PREFIX, Waits.DEFAULT, null);
    }

    /** The same, with the tables made by whom this says. */
    public JdbcStores schema(SchemaMode other) {
        return new JdbcStores(dataSource, other, prefix, waits, clock);
    }

    /** The same, with tables whose names begin with this: lower-case letters, digits and underscores. */
    public JdbcStores tablePrefix(String other) {
        return new JdbcStores(dataSource, mode, other, waits, clock);
    }

    /** For tests: the same with other patience. */
    JdbcStores waits(Waits other) {
        return new JdbcStores(dataSource, mode, prefix, other, clock);
    }

    /** For tests: the same with this clock in place of the database's. */
    JdbcStores clock(Clock other) {
        return new JdbcStores(dataSource, mode, prefix, waits, other);
    }

    /** The tables' definitions for a DBA, by the database's product name, such as {@code PostgreSQL}. */
    public static String ddl(String productName, String tablePrefix) {
        return new Ddl(new Tables(Dialect.of(productName), tablePrefix)).text();
    }

    /**
     * What makes of the tables of an earlier schema version those of the present one, for a DBA; 0 stands for no tables. The nodes
     * of the earlier version are stopped before.
     */
    public static String ddl(String productName, String tablePrefix, int fromVersion) {
        return new Ddl(new Tables(Dialect.of(productName), tablePrefix), fromVersion).text();
    }

    /** The tables' definitions for this database. */
    public String ddl() {
        return new Ddl(new Tables(dialect(), prefix)).text();
    }

    /** Connects now rather than at first use, so that whatever is wrong is known at start-up. */
    public JdbcStores open() {
        opened();
        return this;
    }

    @Override
    public Journal journal() {
        return opened().journal();
    }

    @Override
    public Leases leases() {
        return opened().leases();
    }

    @Override
    public <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
        return opened().records(kind, codec);
    }

    @Override
    public void close() {
        OpenStores last;
        synchronized (this) {
            last = opened;
            closed = true;
        }
        if (last != null) {
            last.close();
        }
    }

    private synchronized OpenStores opened() {
        if (closed) {
            throw Trouble.closed();
        }
        if (opened == null) {
            opened = OpenStores.open(dataSource, mode, new Tables(dialect(), prefix), waits, clock);
        }
        return opened;
    }

    private Dialect dialect() {
        try {
            return Db.alone("while connecting", waits, () -> {
                try (Connection connection = dataSource.getConnection()) {
                    return Dialect.of(connection.getMetaData().getDatabaseProductName());
                }
            });
        } catch (SQLException e) {
            throw Trouble.unreachable(e);
        }
    }
}
