package io.aiops4j.core.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that it started. Who is whose child is forgotten when a parent ends, so every member carries a mark in its
 * environment as well, by which it is found on Linux wherever it hangs.
 */
final class Family {

    static final String VARIABLE = "AIOPS_COMMAND";

    private static final Path PROCESSES = Path.of("/proc");
    private static final int MOST_ROUNDS = 50;
    // one that is just becoming another program shows no environment for a moment
    private static final int QUIET_ROUNDS = 2;
    private static final int MOST_ENVIRONMENT = 1 << 20;
    private static final long PAUSE_MILLIS = 10;

    private Family() {}

    /** A mark that no other run has: a thread starts no two processes in the same nanosecond. */
    static String newMark() {
        ProcessHandle self = ProcessHandle.current();
        String born = self.info().startInstant().map(Object::toString).orElse("");
        return self.pid() + "/" + born + "/" + Thread.currentThread().getId() + "/" + System.nanoTime();
    }

    /** Ends them by force, those too that they start meanwhile. */
    static void end(Process process, String mark) {
        boolean interrupted = false;
        int quiet = 0;
        Set<ProcessHandle> known = new LinkedHashSet<>(Set.of(process.toHandle()));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            // all are asked for their children before one is ended
            List.copyOf(known).forEach(each -> each.descendants().forEach(known::add));
            known.addAll(marked(mark));
            List<ProcessHandle> alive = known.stream().filter(Family::lives).toList();
            quiet = alive.isEmpty() ? quiet + 1 : 0;
            if (quiet == QUIET_ROUNDS) {
                break;
            }
            alive.forEach(Family::kill);
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true; // it is what ends them, so it changes nothing
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(ProcessHandle process) {
        try {
            process.destroyForcibly();
        } catch (IllegalStateException e) {
            // this very process: no member of the family
        }
    }

    private static List<ProcessHandle> marked(String mark) {
        List<ProcessHandle> marked = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return marked;
        }
        String wanted = "\0" + VARIABLE + "=" + mark + "\0";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (("\0" + environment(process)).contains(wanted)) {
                    handle(process).ifPresent(marked::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return marked; // those that were found
        }
        return marked;
    }

    /** Whether it still does something: one that has ended may stay listed until its parent asks for its exit code. */
    static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(
                    PROCESSES.resolve(Long.toString(process.pid())).resolve("stat"), StandardCharsets.ISO_8859_1);
            return !stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    private static Optional<ProcessHandle> handle(Path process) {
        try {
            return ProcessHandle.of(Long.parseLong(String.valueOf(process.getFileName())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String environment(Path process) {
        try (InputStream environment = Files.newInputStream(process.resolve("environ"))) {
            return new String(environment.readNBytes(MOST_ENVIRONMENT), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone, or somebody else's
        }
    }
}
