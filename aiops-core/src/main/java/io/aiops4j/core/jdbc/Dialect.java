package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** All that differs between databases. */
enum Dialect {
    POSTGRESQL("PostgreSQL", "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint * 1000") {
        @Override
        void check(Tx tx) throws SQLException {
            if (tx.ask("SHOW fsync").equals("off")) {
                throw new AiopsException(
                        "This PostgreSQL runs with fsync=off: what it acknowledges can be lost. Set fsync = on"
                                + " in postgresql.conf (or start the test server with -c fsync=on) and start it again.");
            }
        }

        @Override
        Undo prepare(Tx tx, Waits waits) throws SQLException {
            return answerWithin(tx.connection(), waits);
        }

        @Override
        void begin(Tx tx, boolean write, Waits waits) throws SQLException {
            // all for this transaction only; whoever set more than "on" (remote_apply) keeps it
            tx.ask("SELECT set_config('statement_timeout', '"
                    + waits.statement().toMillis() + "', true),"
                    + " set_config('lock_timeout', '" + waits.lock().toMillis() + "', true),"
                    + " set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
                    + " WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true)");
        }

        @Override
        boolean exists(Tx tx, String table) throws SQLException {
            // not to_regclass: it answers from a cache that may not know yet what another node just created
            return !tx.query(
                            "SELECT 1 FROM pg_tables WHERE tablename = ? AND schemaname = ANY(current_schemas(false))",
                            row -> 1,
                            table)
                    .isEmpty();
        }

        @Override
        void insert(Tx tx, Insert rows) throws SQLException {
            rows.asArrays(tx); // a third faster than a batch, whatever reWriteBatchedInserts is
        }

        @Override
        void alone(Tx tx, Work<Boolean> create) throws SQLException {
            tx.ask("SELECT pg_advisory_xact_lock(hashtext('{p}schema_version'))");
            create.in(tx);
        }
    },

    H2("H2", "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT) * 1000") {
        @Override
        void check(Tx tx) {
            // what must be right is set on every connection
        }

        @Override
        Undo prepare(Tx tx, Waits waits) throws SQLException {
            if (!tx.connection().getMetaData().getURL().startsWith("jdbc:h2:mem:")) {
                writeAtOnce(tx);
            }
            tx.connection().setAutoCommit(false);
            String before = tx.ask("SELECT LOCK_TIMEOUT()");
            tx.run("SET LOCK_TIMEOUT " + waits.lock().toMillis());
            tx.run("SET QUERY_TIMEOUT " + waits.statement().toMillis());
            return () -> {
                tx.run("SET LOCK_TIMEOUT " + before);
                tx.run("SET QUERY_TIMEOUT 0");
            };
        }

        // otherwise H2 acknowledges up to half a second before it writes. Always, not only where the setting reads
        // otherwise:
        // a database that was closed and opened again (2.4.240) still shows 0 and delays
        private void writeAtOnce(Tx tx) throws SQLException {
            try {
                tx.run("SET WRITE_DELAY 0");
            } catch (SQLException e) {
                if (Trouble.isConnection(this, e)) {
                    throw e;
                }
                throw new AiopsException(
                        "This H2 acknowledges before it writes, and this user may not change that: " + e.getMessage()
                                + ". Let an administrator run ALTER USER ... ADMIN TRUE, or connect as one.",
                        e);
            }
        }

        @Override
        boolean exists(Tx tx, String table) throws SQLException {
            return !tx.query(
                            "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA()"
                                    + " AND LOWER(TABLE_NAME) = ?",
                            row -> 1,
                            table)
                    .isEmpty();
        }
    },

    SQLITE("SQLite", "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000000") {
        @Override
        void check(Tx tx) throws SQLException {
            String mode = tx.ask("PRAGMA journal_mode = WAL").toLowerCase(Locale.ROOT);
            if (!mode.equals("wal")) {
                throw new AiopsException(
                        "This SQLite database cannot use a write-ahead log (its journal mode stays " + mode
                                + "), so readers and writers would block each other. Use a file on a local disk that may be"
                                + " written; for a store without a file use Stores.inMemory.");
            }
        }

        @Override
        Undo prepare(Tx tx, Waits waits) throws SQLException {
            // SQLite's driver would begin a transaction that takes its lock too late; we say BEGIN ourselves
            tx.connection().setAutoCommit(true);
            String busy = set(tx, "busy_timeout", Long.toString(waits.lock().toMillis()));
            String synchronous = set(tx, "synchronous", "2"); // FULL: on the disk before it is acknowledged
            String secure = set(tx, "secure_delete", "1"); // what is erased is overwritten
            return () -> {
                set(tx, "busy_timeout", busy);
                set(tx, "synchronous", synchronous);
                set(tx, "secure_delete", secure);
            };
        }

        private String set(Tx tx, String pragma, String value) throws SQLException {
            String before = tx.ask("PRAGMA " + pragma);
            if (!before.equals(value)) {
                tx.run("PRAGMA " + pragma + " = " + value);
            }
            return before;
        }

        @Override
        void isolate(Connection connection) {
            // it is serializable as it is
        }

        @Override
        void begin(Tx tx, boolean write, Waits waits) throws SQLException {
            tx.run(write ? "BEGIN IMMEDIATE" : "BEGIN");
        }

        @Override
        void commit(Tx tx) throws SQLException {
            tx.run("COMMIT");
        }

        @Override
        void rollback(Tx tx) throws SQLException {
            tx.run("ROLLBACK");
        }

        @Override
        boolean exists(Tx tx, String table) throws SQLException {
            return !tx.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", row -> 1, table)
                    .isEmpty();
        }

        @Override
        String forUpdate() {
            return ""; // BEGIN IMMEDIATE locked the whole file
        }

        @Override
        String state(SQLException e) {
            return switch (e.getErrorCode() & 0xff) {
                case 5 -> Trouble.LOCKED;
                case 8 -> Trouble.READ_ONLY;
                case 13 -> Trouble.FULL;
                case 19 -> Trouble.COLLISION;
                default -> super.state(e);
            };
        }
    },

    // not UTC_TIMESTAMP: that is when the statement began, and it may have waited for a lock since
    MARIADB("MariaDB", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', SYSDATE(6)) * 1000") {
        @Override
        void check(Tx tx) throws SQLException {
            new MariaDbSettings(tx).require();
        }

        @Override
        Undo prepare(Tx tx, Waits waits) throws SQLException {
            Undo network = answerWithin(tx.connection(), waits);
            String before = tx.ask(
                    "SELECT CONCAT('SET SESSION sql_mode = ''', @@sql_mode, ''', time_zone = ''',"
                            + " @@time_zone, ''', innodb_lock_wait_timeout = ', @@innodb_lock_wait_timeout,"
                            + " ', lock_wait_timeout = ', @@lock_wait_timeout, ', max_statement_time = ', @@max_statement_time)");
            tx.packet(Long.parseLong(tx.ask("SELECT @@max_allowed_packet")));
            // whole seconds, at least one: nothing finer is to be had
            long lock = Math.max(1, waits.lock().plusMillis(999).toSeconds());
            // strict: otherwise it cuts off what is too long and says nothing
            tx.run("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00',"
                    + " innodb_lock_wait_timeout = " + lock + ", lock_wait_timeout = " + lock
                    + ", max_statement_time = "
                    + BigDecimal.valueOf(waits.statement().toMillis(), 3));
            return () -> {
                tx.run(before);
                network.undo();
            };
        }

        @Override
        boolean exists(Tx tx, String table) throws SQLException {
            return !tx.query(
                            "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
                            row -> 1,
                            table)
                    .isEmpty();
        }

        @Override
        boolean createsInSteps() {
            return true;
        }

        @Override
        void alone(Tx tx, Work<Boolean> create) throws SQLException {
            String name =
                    "MD5(CONCAT('{p}schema_version of ', COALESCE(DATABASE(), '')))"; // locks are the whole server's
            if (!tx.ask("SELECT GET_LOCK(" + name + ", @@innodb_lock_wait_timeout)")
                    .equals("1")) {
                throw new SQLException("somebody else has been creating them for too long", Trouble.LOCKED);
            }
            try {
                create.in(tx);
                tx.connection().commit(); // before the next one looks
            } finally {
                tx.ask("SELECT RELEASE_LOCK(" + name + ")");
            }
        }

        @Override
        String state(SQLException e) {
            return MariaDbSettings.state(e, super.state(e));
        }
    };

    /** Sets back what was set. */
    @FunctionalInterface
    interface Undo {

        void undo() throws SQLException;
    }

    private final String productName;
    private final String nowNanos;

    Dialect(String productName, String nowNanos) {
        this.productName = productName;
        this.nowNanos = nowNanos;
    }

    /** The dialect of the database with this product name. */
    static Dialect of(String productName) {
        for (Dialect dialect : values()) {
            if (dialect.productName.equals(productName)) {
                return dialect;
            }
        }
        String known = Arrays.stream(values()).map(d -> d.productName).collect(Collectors.joining(", "));
        throw new AiopsException(
                "The database calls itself '" + productName + "', which is not one that JdbcStores knows: " + known
                        + ". Use one of them, or write a Stores of your own and let it pass the contract suites.");
    }

    String productName() {
        return productName;
    }

    /** The folder of its tables' definitions. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An expression: the database's clock in nanoseconds since 1970. */
    String nowNanos() {
        return nowNanos;
    }

    /** What makes a query lock the rows that it finds. */
    String forUpdate() {
        return " FOR UPDATE";
    }

    /** Sets right, once, what would acknowledge before it is durable, or refuses the database. */
    abstract void check(Tx tx) throws SQLException;

    /** Makes a connection ours; what it returns makes it the pool's again. */
    abstract Undo prepare(Tx tx, Waits waits) throws SQLException;

    void isolate(Connection connection) throws SQLException {
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    void begin(Tx tx, boolean write, Waits waits) throws SQLException {}

    void commit(Tx tx) throws SQLException {
        tx.connection().commit();
    }

    void rollback(Tx tx) throws SQLException {
        tx.connection().rollback();
    }

    abstract boolean exists(Tx tx, String table) throws SQLException;

    /** Many rows into one table. */
    void insert(Tx tx, Insert rows) throws SQLException {
        rows.asBatch(tx);
    }

    /** Whether each table is committed by itself, so that a creation may have been cut short between two of them. */
    boolean createsInSteps() {
        return false;
    }

    /** Keeps other nodes from creating the tables at the same time, also where a transaction alone does not. */
    void alone(Tx tx, Work<Boolean> create) throws SQLException {
        create.in(tx);
    }

    /** The SQLSTATE that says what happened, also where the database has only a code of its own for it. */
    String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    // for servers: one that hangs, or a network that swallows packets, answers no statement's time-out
    private static Undo answerWithin(Connection connection, Waits waits) throws SQLException {
        connection.setAutoCommit(false);
        int before = connection.getNetworkTimeout();
        int silence = (int) waits.statement().plus(waits.lock()).toMillis();
        connection.setNetworkTimeout(Runnable::run, silence);
        return () -> connection.setNetworkTimeout(Runnable::run, before);
    }
}
