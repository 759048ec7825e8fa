package io.aiops4j.spring.web;

import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.LogLine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines that were logged last, with placeholders for what is secret, and how many there were in the last hour. It works on the thread that
 * looks at lines, and never on one that logs. To redact a line costs more than all the rest together, so that of each second only so many
 * are kept: those that were found to be a failure, and some of the others. All of them count.
 */
final class RecentLines implements BiConsumer<LogLine, List<AlertPattern>> {

    /** How many lines are kept, when nothing is said. */
    static final int DEFAULT_LINES = 1_000;

    /** The most lines that may be kept: each has up to {@link #LONGEST} characters. */
    static final int GREATEST_LINES = 10_000;

    /** Of a line so many characters are kept. */
    static final int LONGEST = 2_000;

    /** So many lines of each second are kept in which something was found, and as many of the others. */
    static final int MOST_IN_A_SECOND = 50;

    private final int most;
    private final Redactor redactor;
    private final Clock clock;
    private final LineCounts counts = new LineCounts();
    private final Deque<Line> lines = new ArrayDeque<>();
    private long number;
    private long second;
    private int found;
    private int plain;

    /**
     * A line that was kept.
     *
     * @param number from 1, in the order in which they came
     * @param time when it was looked at
     * @param service whose
     * @param level of the logger, or null
     * @param logger its name, or null
     * @param message with placeholders, cut
     * @param patterns the ids of those that were found in it
     * @param types their incident types
     */
    record Line(
            long number,
            Instant time,
            String service,
            @Nullable String level,
            @Nullable String logger,
            String message,
            List<String> patterns,
            List<String> types) {}

    RecentLines(int most, Redactor redactor, Clock clock) {
        this.most = most;
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public void accept(LogLine line, List<AlertPattern> patterns) {
        Instant now = clock.instant();
        boolean keeps = count(line, patterns, now);
        if (keeps) {
            keep(line, patterns, now);
        }
    }

    private synchronized boolean count(LogLine line, List<AlertPattern> patterns, Instant now) {
        counts.add(line, patterns, now);
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            found = 0;
            plain = 0;
        }
        if (most == 0) {
            return false;
        }
        return patterns.isEmpty() ? plain++ < MOST_IN_A_SECOND : found++ < MOST_IN_A_SECOND;
    }

    // outside of the lock, so that whoever reads does not wait for it; one thread brings lines
    private void keep(LogLine line, List<AlertPattern> patterns, Instant now) {
        String whole = line.message();
        // cut first, for the cost; a secret that is cut in two may no longer be known for one, so that its word goes
        // too
        String cut = whole.length() <= LONGEST ? whole : whole.substring(0, lastBlank(whole));
        String message = redactor.begin().text(cut);
        Line kept = new Line(
                0,
                now,
                line.target().service(),
                line.fields().get("level"),
                line.fields().get("logger"),
                message,
                patterns.stream().map(AlertPattern::id).toList(),
                patterns.stream().map(AlertPattern::incidentType).distinct().toList());
        synchronized (this) {
            if (lines.size() == most) {
                lines.removeFirst();
            }
            lines.addLast(new Line(
                    ++number,
                    kept.time(),
                    kept.service(),
                    kept.level(),
                    kept.logger(),
                    kept.message(),
                    kept.patterns(),
                    kept.types()));
        }
    }

    private static int lastBlank(String text) {
        int end = LONGEST;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return end;
    }

    /** What is kept, the oldest first. */
    synchronized List<Line> lines() {
        return new ArrayList<>(lines);
    }

    /** What the last hour adds up to. */
    synchronized LineCounts.Sum sum() {
        return counts.sum(clock.instant());
    }
}
