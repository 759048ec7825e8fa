package io.aiops4j.core.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a command, on the caller's thread alone. It looks what both pipes hold and never waits in a read, which an interrupt
 * could not end: neither a child that is silent nor one that floods, nor a grandchild that keeps a pipe open, holds it up.
 */
final class CommandRun {

    private static final Duration SHORTEST_LOOK = Duration.ofMillis(1);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(16);

    private static final int MOST_REST = 100;

    private final CommandBuilder made;
    private final List<String> line;
    private final Excerpt output = new Excerpt(Command.MOST_OUTPUT);
    private final Excerpt errors = new Excerpt(Command.MOST_OUTPUT);

    CommandRun(CommandBuilder made, List<String> line) {
        this.made = made;
        this.line = line;
    }

    Command.Result toEnd() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String mark = Family.newMark();
        Process process;
        try {
            process = start(mark);
        } catch (IOException e) {
            return new Command.Result(Command.Ending.NOT_STARTED, false, -1, "", String.valueOf(e.getMessage()));
        }
        boolean exited;
        try {
            // nothing is ever typed, so whatever asks reads the end at once
            close(process);
            exited = await(process, System.nanoTime() + made.limit().toNanos());
        } finally {
            Family.end(process, mark);
        }
        for (int i = 0; i < MOST_REST && drain(process); i++) {
            // what was in the pipes when it ended
        }
        int code = exited ? process.exitValue() : -1;
        return new Command.Result(
                exited ? Command.Ending.EXITED : Command.Ending.TIMED_OUT,
                exited && made.isSuccess(code),
                code,
                output.text(),
                errors.text());
    }

    private Process start(String mark) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(made.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(made.environment());
        builder.environment().put(Family.VARIABLE, mark);
        return builder.start();
    }

    private static void close(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
    }

    /** Whether it ended by itself until then. */
    private boolean await(Process process, long end) throws InterruptedException {
        long look = SHORTEST_LOOK.toNanos();
        while (true) {
            look = drain(process) ? SHORTEST_LOOK.toNanos() : Math.min(look * 2, LONGEST_LOOK.toNanos());
            long left = end - System.nanoTime();
            if (process.waitFor(Math.min(look, Math.max(left, 0)), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
        }
    }

    /** Takes what is there and says whether anything was. */
    private boolean drain(Process process) {
        boolean out = output.take(process.getInputStream());
        boolean err = errors.take(process.getErrorStream());
        return out || err;
    }
}
