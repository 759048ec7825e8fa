package io.aiops4j.core.match;

import static io.aiops4j.core.match.Patterns.ids;
import static io.aiops4j.core.match.Patterns.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.aiops4j.core.signal.Severity;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternSetTest {

    @Test
    void givesAllThatMatchInTheSetsOrder() {
        PatternSet set = set("disk", "full$", "^redis", "(?i)DISK.*FULL", "cpu", "");

        assertThat(ids(set, "redis: disk is full")).containsExactly("0", "1", "2", "3", "5");
        assertThat(ids(set, "nothing")).containsExactly("5");
    }

    @Test
    void keepsThePatternsAsTheyAre() {
        AlertPattern full = AlertPattern.of("disk-full", "(?i)no space left", "disk_full", Severity.CRITICAL)
                .suggesting("clean");
        PatternSet set = PatternSet.of(full);

        assertThat(set.size()).isEqualTo(1);
        assertThat(set.patterns()).containsExactly(full);
        assertThat(set.match("write: No space left on device")).containsExactly(full);
    }

    @Test
    void mayBeEmpty() {
        assertThat(set().match("anything")).isEmpty();
        assertThat(set().size()).isZero();
    }

    @Test
    void forgetsTheLineBefore() {
        PatternSet set = set("redis.*down", "disk");

        assertThat(ids(set, "redis is down")).containsExactly("0");
        assertThat(ids(set, "disk")).containsExactly("1");
        assertThat(ids(set, "down")).isEmpty();
    }

    @Test
    void looksAtWholeLinesEvenIfTheyHoldBreaks() {
        PatternSet set = set("a.b", "(?s)a.b", "^b", "(?m)^b");

        assertThat(ids(set, "a\nb")).containsExactly("1", "3");
    }

    @Test
    void ignoresCaseAsRe2Does() {
        PatternSet set = set("(?i)kiosk", "kiosk", "(?i)ΣΊΣΥΦΟΣ", "(?i)ошибка", "错误");

        assertThat(ids(set, "\u212Aio\u017F\u212A"))
                .as("Kelvin signs and a long s")
                .containsExactly("0");
        assertThat(ids(set, "kiosk KIOSK")).containsExactly("0", "1");
        assertThat(ids(set, "σίσυφος ОШИБКА 错误")).containsExactly("2", "3", "4");
    }

    @Test
    void leavesHalvesOfPairsToRe2() {
        PatternSet set = set("\\x{1F600}", "[\\x{1F600}-\\x{1F64F}]x", "\uD83D", ".");

        assertThat(ids(set, "\uD83D\uDE00x")).containsExactly("0", "1", "3");
        assertThat(ids(set, "\uD83D")).containsExactly("2", "3");
    }

    @Test
    void compilesThousandsAtOnce() {
        List<String> regexes = IntStream.range(0, 5_000)
                .mapToObj(i -> "(?i)\\[(?:error|warn)\\].*service-" + i + "\\b.*(?:refused|timed out)")
                .toList();

        PatternSet set =
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> PatternSet.of(Patterns.numbered(regexes)));

        assertThat(ids(set, "[WARN] Service-4711 timed out")).containsExactly("4711");
    }

    @Test
    void staysLinearOnAHostileLine() {
        // A backtracking engine needs many seconds for the first of these lines, and for the second it never ends.
        PatternSet set =
                set("redis.*cluster.*node.*failed|cache.*unavailable", "(?:x+x+)+y", "(a|aa)+$", "(?:.*){20}z");
        String hostile = "redis cluster node ".repeat(250);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(set.match(hostile)).isEmpty();
            }
            assertThat(set.match("x".repeat(5_000))).isEmpty();
            assertThat(ids(set, "a".repeat(5_000) + "b")).isEmpty();
        });
    }

    @Test
    void aRepeatedLiteralCostsNoMoreThanASingleOne() {
        List<String> regexes =
                IntStream.range(0, 5_000).mapToObj(i -> "error[^0-9]+" + i).toList();
        PatternSet set = PatternSet.of(Patterns.numbered(regexes));

        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(set.match("error ".repeat(20_000))).isEmpty());
    }

    @Test
    void allocatesNothingForALineWithoutAMatch() {
        PatternSet set = set("redis.*down", "(?i)disk.*full|no space", "timed out");
        List<String> lines = List.of(
                "2025-01-01 10:00:00.123 INFO shop-1 order shipped to Köln, len: 1893 time: 0.26",
                "down went redis, and the full disk with it: space no");
        PatternSet builtIn = PatternLibrary.builtIn().current();

        assertThat(allocated(set, lines.get(1))).as("literals without a match").isLessThan(5_000);
        assertThat(allocated(builtIn, lines.get(0))).as("no literals").isLessThan(5_000);
    }

    /** What ten thousand matches of a line cost; the measurement itself costs some, a single byte per line would be 10,000. */
    private static long allocated(PatternSet set, String line) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1_000; i++) {
            assertThat(set.match(line)).isEmpty();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            set.match(line);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void servesManyThreads() throws Exception {
        PatternSet set = set("redis.*down", "disk \\d+", "(?i)oom", "x");
        List<String> lines = List.of("redis is down", "disk 7", "OOM killer", "all is well", "redis down on disk 3");
        List<List<String>> expected = lines.stream().map(line -> ids(set, line)).toList();
        Callable<Boolean> reader = () -> {
            for (int i = 0; i < 5_000; i++) {
                if (!ids(set, lines.get(i % lines.size())).equals(expected.get(i % lines.size()))) {
                    return false;
                }
            }
            return true;
        };

        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                readers.add(threads.submit(reader));
            }
            for (Future<Boolean> each : readers) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
