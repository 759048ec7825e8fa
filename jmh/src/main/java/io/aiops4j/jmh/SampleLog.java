package io.aiops4j.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Patterns and lines of an invented shop, the same on every run. */
final class SampleLog {

    private static final long SEED = 20250101;

    private static final List<String> SERVICES = List.of(
            "cart", "checkout", "catalog", "payment", "shipping", "search", "mail", "session", "stock", "login");

    private static final List<String> FAILURES = List.of(
            "connection refused",
            "read timed out",
            "no space left on device",
            "too many open files",
            "deadlock detected",
            "certificate has expired",
            "queue is full",
            "version conflict");

    private static final List<String> SHAPES = List.of(
            "(?i)\\[(?:error|warn)\\] %1$s-%3$d\\b.*%2$s",
            "%1$s-%3$d: %2$s after \\d+ ?ms", "worker %3$d of %1$s .*(?:%2$s|gave up)", "job=%1$s-%3$d status=5\\d{2}");

    private SampleLog() {}

    /** So many different patterns. */
    static List<String> patterns(int count) {
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String shape = SHAPES.get(i % SHAPES.size());
            String service = SERVICES.get(i / SHAPES.size() % SERVICES.size());
            String failure = FAILURES.get(i % FAILURES.size());
            patterns.add(String.format(shape, service, failure, i));
        }
        return patterns;
    }

    /** So many lines, of which about a fifth report a failure. */
    static List<String> lines(int count) {
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String service = SERVICES.get(random.nextInt(SERVICES.size())) + "-" + random.nextInt(1_000);
            String time = String.format("2025-01-01T10:%02d:%02d.%03dZ", i / 60 % 60, i % 60, random.nextInt(1_000));
            if (random.nextInt(5) == 0) {
                String failure = FAILURES.get(random.nextInt(FAILURES.size()));
                lines.add(time + " [ERROR] " + service + " request " + random.nextInt() + ": " + failure);
            } else {
                lines.add(time + " [INFO] " + service + " GET /orders/" + random.nextInt(100_000) + " status=200 took="
                        + random.nextInt(900) + "ms bytes=" + random.nextInt(100_000));
            }
        }
        return lines;
    }
}
