package io.aiops4j.core.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real server that the first call starts; an empty database is a schema of it. */
final class PostgresDatabase implements SharedDatabase {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    public DataSource fresh() throws SQLException {
        String schema = "s" + NEXT.incrementAndGet();
        Databases.execute(server(""), "CREATE SCHEMA " + schema);
        return server(schema);
    }

    @Override
    public List<String> settings() {
        return List.of("SHOW statement_timeout", "SHOW lock_timeout", "SHOW synchronous_commit");
    }

    @Override
    public boolean isAnybodyWaiting(DataSource dataSource) throws SQLException {
        return !Databases.ask(dataSource, "SELECT count(*) FROM pg_locks WHERE NOT granted")
                .equals("0");
    }

    @Override
    public void endConnections(DataSource dataSource) throws SQLException {
        Databases.ask(
                dataSource,
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                        + " AND backend_type = 'client backend'");
    }

    static DataSource server(String schema) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {Lazy.SERVER.getPort()});
        dataSource.setUser("postgres");
        dataSource.setDatabaseName("postgres");
        dataSource.setCurrentSchema(schema);
        return dataSource;
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }

    private static final class Lazy {
        private static final EmbeddedPostgres SERVER = start();

        // its builder would start it with -F and with synchronous_commit=off
        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
