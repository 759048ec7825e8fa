package io.aiops4j.learning.llm;

import java.util.concurrent.atomic.AtomicLong;

/** What came of all calls. */
final class Counts {

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong cached = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    void answered(boolean fromCache) {
        (fromCache ? cached : answered).incrementAndGet();
    }

    void failed(ModelCall.NoAnswerException.Reason reason) {
        boolean ours = switch (reason) {
            case OVER_BUDGET, BUSY, LEFT_ALONE, INTERRUPTED -> true;
            default -> false;
        };
        (ours ? refused : failed).incrementAndGet();
    }

    long answered() {
        return answered.get();
    }

    long cached() {
        return cached.get();
    }

    long failed() {
        return failed.get();
    }

    long refused() {
        return refused.get();
    }
}
