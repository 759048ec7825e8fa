package io.aiops4j.core.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegexSetTest {

    @Test
    void gives_the_indexes_in_order_and_positions_with_groups() {
        RegexSet set = RegexSet.of(List.of("user=(\\w+)(!)?", "disk", "user"));
        String text = "user=alice user=bob!";

        assertThat(set.find(text)).containsExactly(0, 2);
        List<RegexSet.Found> found = set.findAll(0, text);
        assertThat(found).hasSize(2);
        assertThat(text.substring(found.get(1).start(), found.get(1).end())).isEqualTo("user=bob!");
        assertThat(text.substring(found.get(0).start(1), found.get(0).end(1))).isEqualTo("alice");
        assertThat(found.get(0).start(2)).isEqualTo(-1);
        assertThat(found.get(0).end(2)).isEqualTo(-1);
        assertThat(set.findAll(1, text)).isEmpty();
    }

    @Test
    void finds_the_empty_text_at_every_place() {
        assertThat(RegexSet.of(List.of("x*")).findAll(0, "axb"))
                .extracting(RegexSet.Found::start)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void says_which_expression_cannot_be_used_and_where() {
        assertThatThrownBy(() -> RegexSet.of(List.of("fine", "a(?=b)")))
                .isInstanceOfSatisfying(RegexSet.UnusableException.class, thrown -> {
                    assertThat(thrown.regex()).isEqualTo(1);
                    assertThat(thrown.index()).isEqualTo(1);
                    assertThat(thrown.problem()).contains("look-ahead").contains("Write");
                })
                .hasMessageStartingWith("Expression 1 cannot be used: ");
    }

    @Test
    void refuses_a_set_that_is_too_big_as_a_whole() {
        List<String> regexes = Collections.nCopies(600, "[ab]{1000}[cd]{1000}[ef]{1000}[gh]{900}");

        assertThatThrownBy(() -> RegexSet.of(regexes))
                .isInstanceOfSatisfying(
                        RegexSet.UnusableException.class,
                        thrown -> assertThat(thrown.regex()).isBetween(500, 520))
                .hasMessageContaining("2000000 steps")
                .hasMessageContaining("split the set");
    }

    @Test
    void agrees_on_lines_that_are_longer_than_a_piece() {
        List<String> regexes =
                List.of("needle\\d", "(?i)NEEDLE.*haystack", "(?i)first\\b.*\\blast", "z{3}$", "^x.*needle7");
        RegexSet set = RegexSet.of(regexes);
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            // around the edges of pieces
            int at = Hits.PIECE * (1 + i % 3) - 12 + random.nextInt(24);
            String text =
                    "first" + ".".repeat(at) + "needle7" + "-".repeat(random.nextInt(5_000)) + "HayStack last zzz";
            int[] expected = IntStream.range(0, regexes.size())
                    .filter(each ->
                            Pattern.compile(regexes.get(each)).matcher(text).find())
                    .toArray();

            assertThat(set.find(text)).as("needle at %d", at).isEqualTo(expected);
            assertThat(expected.length).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void takes_a_line_of_a_megabyte() {
        RegexSet set = RegexSet.of(List.of("(?:x+x+)+y", "(a|b)*a(a|b){14}c", "(?i)redis.*failed", "\\w+@\\w+"));
        String hostile = "x".repeat(1 << 20);
        String random = new Random(3)
                .ints(1 << 20, 0, 2)
                .mapToObj(bit -> bit == 0 ? "a" : "b")
                .collect(Collectors.joining());

        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
            assertThat(set.find(hostile)).isEmpty();
            assertThat(set.find(random)).isEmpty();
            assertThat(set.find(random + "a" + "b".repeat(14) + "c")).containsExactly(1);
        });
    }

    @Test
    void many_threads_agree_on_a_fresh_set() throws Exception {
        List<String> regexes = new ArrayList<>();
        ExpressionMaker maker = new ExpressionMaker(42);
        List<String> lines = new ArrayList<>();
        while (regexes.size() < 200) {
            ExpressionMaker.Sample sample = maker.sample();
            if (isValid(sample.regex())) {
                regexes.add(sample.regex());
                lines.add(sample.text());
            }
        }
        regexes.add("(a|b)*a(a|b){12}c");
        lines.add(new Random(1)
                .ints(20_000, 0, 2)
                .mapToObj(bit -> bit == 0 ? "a" : "b")
                .reduce("", String::concat));
        List<Pattern> re2 = regexes.stream().map(Pattern::compile).toList();
        List<int[]> expected = lines.stream()
                .map(line -> IntStream.range(0, re2.size())
                        .filter(i -> re2.get(i).matcher(line).find())
                        .toArray())
                .toList();
        RegexSet fresh = RegexSet.of(regexes);
        Callable<Integer> reader = () -> {
            int wrong = 0;
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < lines.size(); i++) {
                    wrong += Arrays.equals(fresh.find(lines.get(i)), expected.get(i)) ? 0 : 1;
                }
            }
            return wrong;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(16, reader))) {
                assertThat(each.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isValid(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    @Test
    void a_warm_line_without_a_match_costs_no_memory() {
        RegexSet set = RegexSet.of(List.of(
                "redis.*down", "(?i)disk\\s+full", "\\d+ of \\d+ lost", "[A-Z]{3}-\\d{5}", "(a|b)*a(a|b){18}c", "Ж+"));
        List<String> lines = List.of(
                "2025-01-01 10:00:00.123 INFO order shipped to Köln, disk almost  full, len: 1893",
                "redis cluster is up; 17 of some lost; ab-12345 abababbaabababaababababbbaababab",
                "错误 ".repeat(2_000));
        for (int i = 0; i < 5_000; i++) {
            lines.forEach(line -> assertThat(set.find(line).length).isZero());
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 10; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                for (int line = 0; line < lines.size(); line++) {
                    set.find(lines.get(line));
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // what the measurement itself costs; a byte per line would be 3,000
        assertThat(least).isLessThan(500);
    }
}
