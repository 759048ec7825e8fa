package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionRecorder;
import java.io.IOException;
import java.util.List;

/** The host's own work: it gives a value that nobody has seen before, or fails in one of several ways, and knows how long it took. */
final class HostWork implements ExecutionRecorder.Work<Object, Exception> {

    private static final int FAILS_ONCE_IN = 16;

    private final List<Throwable> failures = List.of(
            new IOException("the disk of the host"), new IllegalStateException("the host"), new AssertionError("host"));
    private Object outcome = failures;
    private long nanos;

    /** What the next run must give or throw. */
    Object next(int i) {
        outcome = i % FAILS_ONCE_IN == 0 ? failures.get(i / FAILS_ONCE_IN % failures.size()) : new Object();
        return outcome;
    }

    /** How long the last run took by itself. */
    long nanos() {
        return nanos;
    }

    @Override
    public Object run() throws Exception {
        long begun = System.nanoTime();
        Object mine = outcome;
        nanos = System.nanoTime() - begun;
        if (mine instanceof Exception failure) {
            throw failure;
        }
        if (mine instanceof Error failure) {
            throw failure;
        }
        return mine;
    }
}
