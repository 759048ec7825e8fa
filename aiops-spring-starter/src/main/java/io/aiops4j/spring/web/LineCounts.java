package io.aiops4j.spring.web;

import io.aiops4j.core.signal.LogLine;
import io.aiops4j.learning.loop.Noticed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many lines there were, by minutes: one cell for each of the last hour, used again and again. Used under the lock of whoever has it. */
final class LineCounts {

    private static final String PATTERN = "pattern:";

    /** So many minutes are looked back. */
    static final int MINUTES = 60;

    /** So many services, levels and patterns of each minute have a name. */
    static final int MOST_NAMES = 200;

    /** The name of all others. */
    static final String OTHER = "other";

    private final Cell[] cells = new Cell[MINUTES];

    LineCounts() {
        for (int i = 0; i < MINUTES; i++) {
            cells[i] = new Cell();
        }
    }

    /** What some minutes add up to. */
    record Sum(
            long seen,
            long matched,
            Map<String, Long> services,
            Map<String, Long> levels,
            Map<String, Long> patterns) {}

    private static final class Cell {

        private long minute = -1;
        private long seen;
        private long matched;
        private final Map<String, long[]> services = new HashMap<>();
        private final Map<String, long[]> levels = new HashMap<>();
        private final Map<String, long[]> patterns = new HashMap<>();

        private void begin(long now) {
            minute = now;
            seen = 0;
            matched = 0;
            services.clear();
            levels.clear();
            patterns.clear();
        }
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }

    void add(LogLine line, List<Noticed> noticed, Instant now) {
        long minute = minute(now);
        Cell cell = cells[(int) Math.floorMod(minute, (long) MINUTES)];
        if (cell.minute != minute) {
            cell.begin(minute);
        }
        cell.seen++;
        count(cell.services, line.target().service());
        count(cell.levels, line.fields().getOrDefault("level", OTHER));
        if (!noticed.isEmpty()) {
            cell.matched++;
            for (Noticed each : noticed) {
                count(cell.patterns, pattern(each));
            }
        }
    }

    /** By which pattern it was noticed. */
    static String pattern(Noticed noticed) {
        String source = noticed.signal().source();
        return source.startsWith(PATTERN) ? source.substring(PATTERN.length()) : source;
    }

    private static void count(Map<String, long[]> counts, String name) {
        long[] count = counts.get(name);
        if (count == null) {
            String kept = counts.size() < MOST_NAMES ? name : OTHER;
            count = counts.computeIfAbsent(kept, first -> new long[1]);
        }
        count[0]++;
    }

    Sum sum(Instant now) {
        long last = minute(now);
        long seen = 0;
        long matched = 0;
        Map<String, Long> services = new TreeMap<>();
        Map<String, Long> levels = new TreeMap<>();
        Map<String, Long> patterns = new TreeMap<>();
        for (Cell cell : cells) {
            if (cell.minute > last - MINUTES && cell.minute <= last) {
                seen += cell.seen;
                matched += cell.matched;
                cell.services.forEach((name, count) -> services.merge(name, count[0], Long::sum));
                cell.levels.forEach((name, count) -> levels.merge(name, count[0], Long::sum));
                cell.patterns.forEach((name, count) -> patterns.merge(name, count[0], Long::sum));
            }
        }
        return new Sum(seen, matched, services, levels, patterns);
    }
}
