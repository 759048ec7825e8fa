package io.aiops4j.core.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.sqlite.SQLiteDataSource;

/** A database that runs inside the process, on a file. */
record FileDatabase(String name, List<String> settings, Function<Path, DataSource> open) implements Database {

    private static final AtomicInteger NEXT = new AtomicInteger();

    static FileDatabase h2() {
        return new FileDatabase("H2", List.of("SELECT LOCK_TIMEOUT()"), file -> {
            JdbcDataSource dataSource = new JdbcDataSource();
            // without the delay it would close its file between any two connections
            dataSource.setURL("jdbc:h2:file:" + file + ";DB_CLOSE_DELAY=3");
            dataSource.setUser("sa");
            return dataSource;
        });
    }

    static FileDatabase sqlite() {
        return new FileDatabase("SQLite", List.of("PRAGMA busy_timeout", "PRAGMA synchronous"), file -> {
            SQLiteDataSource dataSource = new SQLiteDataSource();
            dataSource.setUrl("jdbc:sqlite:" + file);
            return dataSource;
        });
    }

    @Override
    public DataSource fresh() {
        return open.apply(Lazy.FOLDER.resolve("db-" + NEXT.incrementAndGet()));
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class Lazy {
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
