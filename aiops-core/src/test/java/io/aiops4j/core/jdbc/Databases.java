package io.aiops4j.core.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** The databases of the tests: each call gives an empty one. PostgreSQL is a real server that the first call starts. */
enum Databases {
    POSTGRESQL {
        @Override
        DataSource fresh() throws SQLException {
            String schema = "s" + NEXT.incrementAndGet();
            execute(server(""), "CREATE SCHEMA " + schema);
            return server(schema);
        }
    },
    H2 {
        @Override
        DataSource fresh() {
            JdbcDataSource dataSource = new JdbcDataSource();
            // without the delay it would close its file between any two connections
            dataSource.setURL(
                    "jdbc:h2:file:" + Lazy.FOLDER.resolve("h2-" + NEXT.incrementAndGet()) + ";DB_CLOSE_DELAY=3");
            dataSource.setUser("sa");
            return dataSource;
        }
    },
    SQLITE {
        @Override
        DataSource fresh() {
            SQLiteDataSource dataSource = new SQLiteDataSource();
            dataSource.setUrl("jdbc:sqlite:" + Lazy.FOLDER.resolve("sqlite-" + NEXT.incrementAndGet()));
            return dataSource;
        }
    };

    private static final AtomicInteger NEXT = new AtomicInteger();

    abstract DataSource fresh() throws SQLException;

    static DataSource server(String schema) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"localhost"});
        dataSource.setPortNumbers(new int[] {Lazy.SERVER.getPort()});
        dataSource.setUser("postgres");
        dataSource.setDatabaseName("postgres");
        dataSource.setCurrentSchema(schema);
        return dataSource;
    }

    /** Its builder would start it with -F and with synchronous_commit=off. */
    static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    static String productName(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        }
    }

    private static final class Lazy {
        private static final EmbeddedPostgres SERVER = start();
        private static final Path FOLDER = folder();

        private static Path folder() {
            try {
                return Files.createTempDirectory("aiops-jdbc");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
