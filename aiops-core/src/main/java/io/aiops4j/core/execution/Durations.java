package io.aiops4j.core.execution;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** How often something took how long, in buckets each of which is a fifth wider than the one before: small, and added up easily. */
final class Durations {

    private static final double WIDER = Math.log(1.2);
    private static final long SMALLEST = 1_000;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    /** Which bucket a duration is in; everything up to a microsecond is in the first, 0. */
    static int bucket(Duration duration) {
        double nanos = duration.getSeconds() * 1e9 + duration.getNano();
        return nanos <= SMALLEST ? 0 : 1 + (int) (Math.log(nanos / SMALLEST) / WIDER);
    }

    void add(int bucket, long count) {
        counts.merge(bucket, count, Long::sum);
    }

    /** The middle of the bucket in which the median is, in nanoseconds; 0 when there is nothing. */
    long median() {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (2 * seen >= all) {
                return bucket.getKey() == 0
                        ? SMALLEST
                        : Math.round(SMALLEST * Math.exp((bucket.getKey() - 0.5) * WIDER));
            }
        }
        return 0;
    }
}
