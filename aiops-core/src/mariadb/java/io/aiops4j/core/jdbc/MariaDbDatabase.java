package io.aiops4j.core.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real server that the first call starts. Public, because a service has to be. */
public final class MariaDbDatabase implements SharedDatabase {

    static final MariaDbDatabase MARIADB = new MariaDbDatabase();

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    public DataSource fresh() throws SQLException {
        return Lazy.SERVER.create("d" + NEXT.incrementAndGet());
    }

    @Override
    public List<String> settings() {
        return List.of(
                "SELECT @@sql_mode",
                "SELECT @@time_zone",
                "SELECT @@innodb_lock_wait_timeout",
                "SELECT @@lock_wait_timeout",
                "SELECT @@max_statement_time",
                "SELECT @@tx_isolation");
    }

    @Override
    public boolean isAnybodyWaiting(DataSource dataSource) throws SQLException {
        // not INNODB_TRX: whoever asks all the time keeps it from looking again
        return !Databases.ask(
                        dataSource,
                        "SELECT variable_value FROM information_schema.global_status"
                                + " WHERE variable_name = 'Innodb_row_lock_current_waits'")
                .equals("0");
    }

    @Override
    public void endConnections(DataSource dataSource) throws SQLException {
        String others = " FROM information_schema.processlist WHERE user = 'root' AND id <> CONNECTION_ID()";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            List<Long> ids = new ArrayList<>();
            try (var result = statement.executeQuery("SELECT id" + others)) {
                while (result.next()) {
                    ids.add(result.getLong(1));
                }
            }
            for (long id : ids) {
                try {
                    statement.execute("KILL " + id);
                } catch (SQLException goneAlready) {
                    // all the better
                }
            }
        }
    }

    static MariaDbServer server() {
        return Lazy.SERVER;
    }

    @Override
    public String toString() {
        return "MariaDB";
    }

    private static final class Lazy {
        private static final MariaDbServer SERVER = start();

        private static MariaDbServer start() {
            try {
                Path folder = Files.createTempDirectory("aiops-mariadb");
                return MariaDbServer.start(folder.resolve("data"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
