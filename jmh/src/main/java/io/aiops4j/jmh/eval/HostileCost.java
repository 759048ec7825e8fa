package io.aiops4j.jmh.eval;

import com.google.re2j.Pattern;
import io.aiops4j.core.regex.RegexSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a pattern and a line cost.
 *
 * @param doubling the most that a doubling of the line cost, in times
 * @param at the length after that doubling
 * @param againstRe2j our time in RE2/J's
 * @param agree whether both say the same
 */
record HostileCost(HostilePair pair, double doubling, int at, double againstRe2j, boolean agree) {

    static final double MOST_PER_DOUBLING = 2.2;

    /** For the noise of the clock: so many times RE2/J's time. */
    static final double TOLERANCE = 1.1;

    private static final int SHORTEST = 1 << 10;
    private static final int LONGEST = 1 << 20;

    /** The length at which both engines are asked: long enough to be measured, short enough for RE2/J. */
    private static final int COMPARED = 1 << 13;

    private static final int AGAIN = 8;
    private static final int ANEW = 3;

    /** What takes less is done several times in a row. */
    private static final long SHORTEST_NANOS = 100_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Measures a pair; one that looks too slow is measured anew: a compiler may have been at work in the midst of it. */
    static HostileCost of(HostilePair pair) {
        HostileCost cost = once(pair);
        for (int i = 1; i < ANEW && (cost.doubling > MOST_PER_DOUBLING || cost.againstRe2j > TOLERANCE); i++) {
            cost = once(pair);
        }
        return cost;
    }

    private static HostileCost once(HostilePair pair) {
        RegexSet ours = RegexSet.of(List.of(pair.regex()));
        Pattern re2j = Pattern.compile(pair.regex());
        List<String> compared = pair.lines(COMPARED);
        boolean agree = compared.stream()
                .allMatch(
                        line -> ours.find(line).length > 0 == re2j.matcher(line).find());
        // tables grow before anything is measured
        pair.lines(LONGEST).forEach(ours::find);
        double ratio = Double.MAX_VALUE;
        for (int i = 0; i < AGAIN && ratio > TOLERANCE; i++) {
            double mine = least(ours::find, compared, i);
            ratio = Math.min(ratio, mine / least(line -> re2j.matcher(line).find(), compared, i));
        }
        double worst = 0;
        int at = 0;
        List<String> shorter = pair.lines(SHORTEST);
        double before = least(ours::find, shorter, 0);
        for (int length = 2 * SHORTEST; length <= LONGEST; length *= 2) {
            List<String> lines = pair.lines(length);
            double now = least(ours::find, lines, 0);
            double times = now / before;
            for (int i = 1; i < AGAIN && times > MOST_PER_DOUBLING; i++) {
                before = least(ours::find, shorter, i);
                now = least(ours::find, lines, i);
                times = Math.min(times, now / before);
            }
            at = times > worst ? length : at;
            worst = Math.max(worst, times);
            before = now;
            shorter = lines;
        }
        return new HostileCost(pair, worst, at, ratio, agree);
    }

    /** The least time for a line of three rounds, which last longer each time that they are asked for again. */
    private static double least(Consumer<String> work, List<String> lines, int again) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long end;
            int times = 0;
            do {
                lines.forEach(work);
                times += lines.size();
                end = THREADS.getCurrentThreadCpuTime();
            } while (end - start < SHORTEST_NANOS * (1 + again * again));
            least = Math.min(least, (end - start) / (double) times);
        }
        return least;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.2f of RE2/J, doubling %.2f at %d, %s: %s",
                againstRe2j,
                doubling,
                at,
                pair.kind(),
                pair.regex());
    }
}
