package io.aiops4j.jmh.eval;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Another Java process with the same class path. It talks in lines: what it writes is kept here in order, and when its input
 * ends, as it does with its parent, it ends too.
 */
final class Child implements AutoCloseable {

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Duration ENDING = Duration.ofSeconds(30);

    private final Process process;
    private final Path errors;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean over;

    private Child(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.reader = new Thread(this::read, "eval-child-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the main method of this class, quickly; its error stream goes to a file in this folder. */
    static Child start(Class<?> main, Path folder, List<String> args) throws IOException {
        return start(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"), main, folder, args);
    }

    /** The same with the JVM's own defaults, for what is to be timed. */
    static Child startToTime(Class<?> main, Path folder, List<String> args) throws IOException {
        return start(List.of(), main, folder, args);
    }

    /** The same with a small heap, to be filled. */
    static Child startSmall(Class<?> main, Path folder) throws IOException {
        return start(List.of("-Xmx128m", "-XX:+UseSerialGC"), main, folder, List.of());
    }

    /** The same for an application with the starter, which logs with Logback; what it takes besides is in a folder beside our jar. */
    static Child startHost(Class<?> main, Path folder, List<String> args) throws IOException {
        Path host = Path.of(CLASS_PATH).toAbsolutePath().resolveSibling("host");
        String classPath = Files.isDirectory(host) ? CLASS_PATH + File.pathSeparator + host.resolve("*") : CLASS_PATH;
        return start(
                List.of("-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider"),
                classPath,
                main,
                folder,
                args);
    }

    /** The same with another class path, and the JVM's own defaults. */
    static Child startWith(String classPath, Class<?> main, Path folder) throws IOException {
        return start(List.of(), classPath, main, folder, List.of());
    }

    private static Child start(List<String> flags, Class<?> main, Path folder, List<String> args) throws IOException {
        return start(flags, CLASS_PATH, main, folder, args);
    }

    private static Child start(List<String> flags, String classPath, Class<?> main, Path folder, List<String> args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        Path errors = Files.createTempFile(folder, "child", ".err");
        return new Child(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line);
            }
        } catch (IOException | UncheckedIOException killed) {
            // what was written before can be read; the rest was never said
        }
        end();
    }

    private synchronized void take(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Waits for a line behind the first so many, and says whether it came before the end and in time. */
    synchronized boolean await(int from, Predicate<String> wanted, Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        int seen = from;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return true;
                }
            }
            long left = end - System.nanoTime();
            if (over || left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Waits for a line, and fails with what the child said on its error stream when it does not come. */
    void require(int from, Predicate<String> wanted, Duration deadline) throws InterruptedException, IOException {
        if (!await(from, wanted, deadline)) {
            String said = Files.readString(errors);
            throw new IllegalStateException("A child process did not do its part: "
                    + (said.isBlank() ? "it said nothing for " + deadline.toSeconds() + " s" : said.strip()));
        }
    }

    /** How many lines it wrote so far. */
    synchronized int said() {
        return lines.size();
    }

    /** What it wrote so far, behind the first so many lines. */
    synchronized List<String> lines(int from) {
        return new ArrayList<>(lines.subList(from, lines.size()));
    }

    /** Says something to it. */
    void say(String line) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Kills it with SIGKILL, and returns when all that it wrote is read. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join(ENDING.toMillis());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
