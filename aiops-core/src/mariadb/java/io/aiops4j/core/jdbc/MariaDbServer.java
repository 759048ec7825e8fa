package io.aiops4j.core.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB on a folder of its own, which can be killed like any process. The profile unpacked its binaries. */
final class MariaDbServer implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("mariadb.home"));
    private static final List<String> TABLES_OF_ITS_OWN =
            List.of("mariadb_system_tables.sql", "mariadb_system_tables_data.sql");

    private final Process process;
    private final int port;

    private MariaDbServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** On any free port. */
    static MariaDbServer start(Path data, String... settings) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            free.setReuseAddress(true);
            return start(data, free.getLocalPort(), free, settings);
        }
    }

    /** Where one was before. */
    MariaDbServer again(Path data) throws IOException {
        return start(data, port, () -> {});
    }

    private static MariaDbServer start(Path data, int port, AutoCloseable free, String... settings) throws IOException {
        if (!Files.exists(data.resolve("mysql"))) {
            create(data);
        }
        close(free);
        List<String> more = new ArrayList<>(List.of(settings));
        more.add("--port=" + port);
        more.add("--bind-address=127.0.0.1");
        more.add("--socket=" + data.resolve("socket"));
        more.add("--skip-ssl");
        Process process = process(data, more);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        process.getOutputStream().close();
        StringBuilder said = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.contains("ready for connections")) {
                drain(lines);
                return new MariaDbServer(process, port);
            }
        }
        throw new IOException("MariaDB did not start:\n" + said);
    }

    private static void close(AutoCloseable free) throws IOException {
        try {
            free.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    // otherwise it would stop once the pipe is full
    private static void drain(BufferedReader lines) {
        Thread thread = new Thread(() -> lines.lines().forEach(line -> {}), "mariadb-log");
        thread.setUncaughtExceptionHandler((t, killed) -> {});
        thread.setDaemon(true);
        thread.start();
    }

    private static void create(Path data) throws IOException {
        Files.createDirectories(data);
        Process process = process(data, List.of("--bootstrap"));
        try (OutputStream in = process.getOutputStream()) {
            in.write("CREATE DATABASE mysql;\nUSE mysql;\n".getBytes(StandardCharsets.UTF_8));
            for (String script : TABLES_OF_ITS_OWN) {
                Files.copy(HOME.resolve("share").resolve(script), in);
            }
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("MariaDB could not create its own tables:\n" + said);
        }
    }

    private static Process process(Path data, List<String> settings) throws IOException {
        Path binary = HOME.resolve("bin/mariadbd");
        if (!binary.toFile().setExecutable(true)) {
            throw new IOException("There is no MariaDB to start at " + binary + ": build with -Pmariadb.");
        }
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + HOME,
                "--lc-messages-dir=" + HOME.resolve("share"),
                "--datadir=" + data,
                "--innodb-log-file-size=64M"));
        command.addAll(settings);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    MariaDbDataSource dataSource(String database) throws SQLException {
        return dataSource(database, "root");
    }

    MariaDbDataSource dataSource(String database, String user) throws SQLException {
        return new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=" + user);
    }

    /** A new database on this server. */
    MariaDbDataSource create(String database) throws SQLException {
        Databases.execute(dataSource(""), "CREATE DATABASE " + database);
        return dataSource(database);
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
