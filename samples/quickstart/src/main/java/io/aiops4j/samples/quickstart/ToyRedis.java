package io.aiops4j.samples.quickstart;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A service that really holds its state: like many servers it reads its configuration when it starts, and only then. */
final class ToyRedis {

    private final int datasetMb;
    private int configuredMb;
    private int limitMb;
    private int usedMb;
    private int failingRestarts;

    ToyRedis(int datasetMb, int limitMb) {
        this.datasetMb = datasetMb;
        this.configuredMb = limitMb;
        this.limitMb = limitMb;
    }

    /** The next restarts find the port still in use. */
    ToyRedis withFailingRestarts(int times) {
        failingRestarts = times;
        return this;
    }

    /** The data arrive; memory is used up to the limit. */
    List<Integer> fill() {
        List<Integer> readings = IntStream.rangeClosed(1, 60)
                .map(i -> Math.min(limitMb, i < 50 ? datasetMb / 4 + i % 3 : datasetMb))
                .boxed()
                .toList();
        usedMb = datasetMb;
        return readings;
    }

    synchronized void setHeapLimit(int mb) {
        configuredMb = mb;
    }

    synchronized void restart() {
        if (failingRestarts > 0) {
            failingRestarts--;
            throw new IllegalStateException("bind: address already in use");
        }
        limitMb = configuredMb;
        usedMb = datasetMb;
    }

    synchronized Map<String, ?> state() {
        return Map.of(
                "heap.configured", configuredMb,
                "heap.limit", limitMb,
                "heap.used", usedMb,
                "status", usedMb < limitMb ? "running" : "out of memory");
    }

    synchronized String lastLogLine() {
        return usedMb < limitMb ? "ready to accept connections" : "OutOfMemoryError: heap space exhausted";
    }
}
