package io.aiops4j.core.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The databases of the tests. */
final class Databases {

    static final SharedDatabase POSTGRESQL = new PostgresDatabase();
    static final Database H2 = FileDatabase.h2();
    static final Database SQLITE = FileDatabase.sqlite();

    private Databases() {}

    /** Those of every build, and those that a profile adds. */
    static Stream<Database> all() {
        return Stream.concat(
                Stream.of(POSTGRESQL, H2, SQLITE),
                ServiceLoader.load(Database.class).stream().map(ServiceLoader.Provider::get));
    }

    /** Those that many nodes may share. */
    static Stream<SharedDatabase> shared() {
        return all().filter(SharedDatabase.class::isInstance).map(SharedDatabase.class::cast);
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
}
