package io.aiops4j.spring;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What holds soon, and not at once, because another thread does it. */
final class Soon {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Soon() {}

    /** Waits until it holds, and fails when it does not in time. */
    static void holds(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + DEADLINE + ": " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
