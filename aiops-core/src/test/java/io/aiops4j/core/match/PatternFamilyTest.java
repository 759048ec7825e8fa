package io.aiops4j.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Target;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Patterns over fields, what their groups catch, and patterns that are special cases of others. */
final class PatternFamilyTest {

    private static AlertPattern pattern(String id, String regex) {
        return AlertPattern.of(id, regex, "trouble", Severity.ERROR);
    }

    private static LogLine line(String message, Map<String, String> fields) {
        return new LogLine(Target.service("shop"), message, fields);
    }

    @Test
    void a_pattern_over_a_field_looks_there_and_nowhere_else() {
        PatternSet set = PatternSet.of(
                pattern("status", "^5\\d\\d$").in("status"),
                pattern("any", "5\\d\\d"),
                pattern("logger", "pool").in("logger"));

        assertThat(set.match(line("took 17 ms", Map.of("status", "503", "logger", "http"))))
                .extracting(AlertPattern::id)
                .containsExactly("status");
        assertThat(set.match(line("503", Map.of("status", "200", "logger", "db.pool"))))
                .extracting(AlertPattern::id)
                .containsExactly("any", "logger");
        assertThat(set.match(line("all is well", Map.of("other", "503")))).isEmpty();
        assertThat(set.match("503")).extracting(AlertPattern::id).containsExactly("any");
    }

    @Test
    void what_matched_is_explained_with_its_place_and_what_its_groups_caught() {
        PatternSet set = PatternSet.of(
                pattern("pod", "pod (?P<pod>[a-z0-9-]+) was (evicted|killed)( twice)?"),
                pattern("code", "(\\d+)").in("code"));

        assertThat(set.explain(line("the pod shop-1 was killed", Map.of("code", "exit 137"))))
                .satisfiesExactly(
                        pod -> {
                            assertThat(pod.start()).isEqualTo(4);
                            assertThat(pod.end()).isEqualTo(25);
                            assertThat(pod.groups()).isEqualTo(Map.of("pod", "shop-1", "2", "killed"));
                        },
                        code -> assertThat(code.groups()).isEqualTo(Map.of("1", "137")));
    }

    @Test
    void of_a_pattern_and_its_special_cases_the_most_exact_ones_are_told() {
        PatternLibrary library = PatternLibrary.of(
                pattern("redis", "redis"),
                pattern("redis-down", "redis.*down").childOf("redis"),
                pattern("redis-node-down", "redis node.*down").childOf("redis-down"),
                pattern("other", "node"));

        assertThat(library.match(line("redis node 7 is down", Map.of())))
                .extracting(AlertPattern::id)
                .containsExactly("redis-node-down", "other");
        assertThat(library.match(line("redis is slow", Map.of())))
                .extracting(AlertPattern::id)
                .containsExactly("redis");
        assertThat(library.current().match("redis node 7 is down"))
                .as("a set tells all")
                .hasSize(4);
    }

    @Test
    void a_parent_must_be_there_and_nobody_is_their_own_ancestor() {
        assertThatThrownBy(() -> PatternSet.of(pattern("a", "a").childOf("b")))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining("its parent \"b\" is not in the set");
        assertThatThrownBy(() -> PatternSet.of(
                        pattern("a", "a").childOf("b"),
                        pattern("b", "b").childOf("c"),
                        pattern("c", "c").childOf("a")))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining("its own ancestor");
        assertThatThrownBy(() -> PatternSet.of(pattern("a", "a").childOf("a"))).isInstanceOf(PatternException.class);
    }

    @Test
    void a_line_with_fields_in_which_nothing_is_found_costs_no_memory() {
        PatternSet set = PatternSet.of(
                pattern("a", "(?i)disk.*full"),
                pattern("b", "^5\\d\\d$").in("status"),
                pattern("c", "pool").in("logger"));
        LogLine line =
                line("GET /shop took 17 ms for a client", Map.of("status", "200", "logger", "http", "other", "x"));
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                set.match(line);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // less than a byte a line: what asking for the figure costs
        assertThat(least).isLessThan(10_000);
    }
}
