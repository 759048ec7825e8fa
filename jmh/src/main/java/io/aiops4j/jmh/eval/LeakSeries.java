package io.aiops4j.jmh.eval;

import java.time.Instant;

/**
 * A made series, with the truth about it.
 *
 * @param kind what it is
 * @param step seconds from value to value
 * @param values the values; those of a series that is exhausted end there
 * @param limit where it is exhausted
 * @param above whether above the limit, or below it
 * @param fillFrom the index where the fill begins; the number of values if nothing ever fills
 * @param exhausted seconds from the start until the limit is reached; infinite if it is not
 * @param leaking whether something leaks, exhausted or not
 */
record LeakSeries(
        LeakKind kind,
        int step,
        double[] values,
        double limit,
        boolean above,
        int fillFrom,
        double exhausted,
        boolean leaking) {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    Instant time(int index) {
        return START.plusSeconds((long) index * step);
    }

    boolean ends() {
        return exhausted < Double.POSITIVE_INFINITY;
    }

    double fillSeconds() {
        return exhausted - (double) fillFrom * step;
    }
}
