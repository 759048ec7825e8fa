package io.aiops4j.jmh.place;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of one's own on 127.0.0.1, with its data in one folder; it can be killed and started again over them. */
public final class Server implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final Duration DYING = Duration.ofSeconds(30);

    /** The embedded server is started with the first two off unless told otherwise: quick, and not durable. */
    private static final Map<String, String> DURABLE =
            Map.of("synchronous_commit", "on", "fsync", "on", "full_page_writes", "on");

    private final Path data;
    private EmbeddedPostgres postgres;

    private Server(Path data) throws IOException {
        this.data = data;
        this.postgres = open(0);
    }

    /** Starts a server with a new database in this folder. */
    static Server in(Path folder) throws IOException {
        Server server = new Server(Files.createDirectory(folder.resolve("postgresql")));
        try {
            server.requireDurable();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private EmbeddedPostgres open(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(STARTING)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "");
        DURABLE.forEach(builder::setServerConfig);
        return builder.start();
    }

    private void requireDurable() throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : new TreeMap<>(DURABLE).entrySet()) {
                try (ResultSet shown = statement.executeQuery("SHOW " + setting.getKey())) {
                    if (!shown.next() || !shown.getString(1).equals(setting.getValue())) {
                        throw new IllegalStateException("PostgreSQL runs without " + setting + ".");
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException("the database: " + e.getMessage(), e);
        }
    }

    /** Where its database is; the same after each restart. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
    }

    /** Kills all of its processes, the first one first, so that none can tidy up. */
    public void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle first =
                ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("PostgreSQL does not run."));
        List<ProcessHandle> all =
                Stream.concat(Stream.of(first), first.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            awaitEnd(each);
        }
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(DYING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("process " + process.pid() + ", which does not end", e);
        }
    }

    /** Starts it over the data that the killed one left, on the same port. */
    public void restart() throws IOException {
        int port = postgres.getPort();
        postgres.close();
        postgres = open(port);
        requireDurable();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
