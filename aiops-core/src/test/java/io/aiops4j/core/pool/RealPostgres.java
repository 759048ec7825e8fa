package io.aiops4j.core.pool;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL that the first call starts, with a role {@code app} that is nobody special and {@code watch} that may end sessions. */
public final class RealPostgres {

    private RealPostgres() {}

    /** As one of postgres, app, watch and blind. */
    public static PGSimpleDataSource as(String user) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {Lazy.SERVER.getPort()});
        dataSource.setUser(user);
        dataSource.setDatabaseName("postgres");
        return dataSource;
    }

    public static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static final class Lazy {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                execute(
                        server.getPostgresDatabase(),
                        "CREATE ROLE app LOGIN",
                        "CREATE ROLE other LOGIN",
                        "CREATE ROLE blind LOGIN",
                        "CREATE ROLE watch LOGIN",
                        "GRANT pg_monitor, pg_signal_backend TO watch",
                        "CREATE TABLE stock (id integer PRIMARY KEY, note text)",
                        "INSERT INTO stock VALUES (1, 'one')",
                        "GRANT ALL ON stock TO app, other");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
