package io.aiops4j.core.verify;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The types of incident that come with the library, in the words of the built-in patterns where those have one. */
final class BuiltInVerifiers {

    /** A leak shows in hours; a few minutes in which it does not prove little. */
    static final double LEAK_UNSEEN = 0.6;

    private static final Set<String> RESTARTS = Set.of("service_unavailable", "connection_failed", "job_failed");
    private static final Set<String> UP =
            Set.of("running", "active", "up", "healthy", "ok", "online", "started", "open");
    private static final Set<String> DOWN = Set.of(
            "stopped",
            "failed",
            "down",
            "dead",
            "inactive",
            "exited",
            "crashed",
            "unhealthy",
            "error",
            "offline",
            "closed",
            "not found");
    private static final Set<String> DONE = Set.of("succeeded", "success", "completed", "complete", "done", "passed");
    private static final Set<String> NOT_DONE =
            Set.of("failed", "failure", "error", "killed", "aborted", "cancelled", "timed_out", "timed out");
    private static final Set<String> YES = Set.of("true", "yes");
    private static final Set<String> NO = Set.of("false", "no");

    private BuiltInVerifiers() {}

    static Map<String, Verifier> all() {
        Map<String, Verifier> all = new TreeMap<>();
        put(
                all,
                "service_unavailable",
                word("service.state"),
                word("status"),
                yes("process.alive"),
                yes("port.open"),
                Measure.of("http.status < 500"));
        put(
                all,
                "out_of_memory",
                atMost("heap.used_percent", Verifiers.HEAP_USED_PERCENT),
                atMost("gc.time_percent", Verifiers.GC_TIME_PERCENT),
                atMost("memory.used_percent", Verifiers.MEMORY_USED_PERCENT),
                yes("process.alive"));
        all.put(
                "memory_leak",
                new RuleVerifier(
                        "memory_leak",
                        List.of(
                                atMost("heap.used_percent", Verifiers.LEAK_HEAP_USED_PERCENT),
                                atMost("memory.used_percent", Verifiers.LEAK_MEMORY_USED_PERCENT)),
                        LEAK_UNSEEN,
                        RuleVerifier.RESTARTED));
        put(
                all,
                "disk_full",
                atMost("disk.used_percent", Verifiers.DISK_USED_PERCENT),
                atMost("disk.inodes_used_percent", Verifiers.DISK_USED_PERCENT),
                Measure.words("disk.read_only", NO, YES));
        put(
                all,
                "pool_exhausted",
                atMost("pool.used_percent", Verifiers.POOL_USED_PERCENT),
                atMost("pool.waiting", Verifiers.POOL_WAITING));
        put(
                all,
                "high_cpu",
                atMost("cpu.used_percent", Verifiers.CPU_USED_PERCENT),
                atMost("cgroup.cpu_percent", Verifiers.CPU_USED_PERCENT),
                atMost("load.per_core", Verifiers.LOAD_PER_CORE));
        for (String slow : List.of("high_latency", "timeout")) {
            put(
                    all,
                    slow,
                    atMost("latency.p99_ms", Verifiers.LATENCY_MS),
                    atMost("latency.p95_ms", Verifiers.LATENCY_MS),
                    atMost("http.latency_ms", Verifiers.LATENCY_MS));
        }
        for (String errors : List.of("error_rate", "http_5xx")) {
            put(all, errors, atMost("errors.percent", Verifiers.ERRORS_PERCENT), Measure.of("http.status < 500"));
        }
        put(
                all,
                "certificate_expiry",
                Measure.of("certificate.days_left >= " + plain(Verifiers.CERTIFICATE_DAYS)),
                yes("certificate.valid"));
        put(all, "job_failed", Measure.words("job.status", DONE, NOT_DONE), atMost("job.failed", 0));
        put(
                all,
                "queue_backlog",
                atMost("queue.depth", Verifiers.QUEUE_DEPTH),
                atMost("queue.oldest_seconds", Verifiers.QUEUE_OLDEST_SECONDS));
        put(all, "connection_failed", word("dependency.status"), yes("port.open"), Measure.of("http.status < 500"));
        return all;
    }

    private static void put(Map<String, Verifier> all, String type, Measure... measures) {
        // these are mended by starting something again, and gather nothing that would come back
        double restarted = RESTARTS.contains(type) ? RuleVerifier.SURE : RuleVerifier.RESTARTED;
        all.put(type, new RuleVerifier(type, Arrays.asList(measures), RuleVerifier.SURE, restarted));
    }

    private static Measure atMost(String value, double limit) {
        return Measure.of(value + " <= " + plain(limit));
    }

    private static Measure yes(String value) {
        return Measure.words(value, YES, NO);
    }

    private static Measure word(String value) {
        return Measure.words(value, UP, DOWN);
    }

    private static String plain(double limit) {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
