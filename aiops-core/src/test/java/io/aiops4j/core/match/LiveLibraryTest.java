package io.aiops4j.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Patterns that come and go while lines are matched. */
@Timeout(60)
final class LiveLibraryTest {

    private static AlertPattern pattern(String id, String regex) {
        return AlertPattern.of(id, regex, "trouble", Severity.ERROR);
    }

    private static List<String> ids(PatternLibrary library, String message) {
        return library.match(LogLine.of("shop", message)).stream()
                .map(AlertPattern::id)
                .toList();
    }

    @Test
    void what_is_put_in_is_found_from_then_on_and_what_is_taken_out_no_more() {
        PatternLibrary library = PatternLibrary.of(pattern("a", "alpha"));
        library.put(pattern("b", "beta"));
        assertThat(ids(library, "alpha beta")).containsExactly("a", "b");
        library.put(pattern("a", "gamma"));
        assertThat(ids(library, "alpha beta")).containsExactly("b");
        assertThat(ids(library, "gamma")).containsExactly("a");
        assertThat(ids(library.remove("a"), "gamma")).isEmpty();
        assertThat(library.remove("never there").patterns()).hasSize(1);
    }

    @Test
    void when_one_cannot_be_used_all_stays_as_it_was() {
        PatternLibrary library =
                PatternLibrary.of(pattern("a", "alpha"), pattern("b", "beta").childOf("a"));
        assertThatThrownBy(() -> library.put(pattern("c", "gamma"), pattern("d", "(?=delta)")))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining("\"d\"");
        assertThatThrownBy(() -> library.remove("a")).isInstanceOf(PatternException.class);
        assertThat(library.patterns()).extracting(AlertPattern::id).containsExactly("a", "b");
        assertThat(ids(library, "gamma alpha")).containsExactly("a");
    }

    @Test
    void whoever_matches_while_patterns_are_swapped_sees_a_whole_set() throws Exception {
        PatternLibrary library = PatternLibrary.of(pattern("old-1", "disk"), pattern("old-2", "full"));
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(threads.submit(() -> {
                int seen = 0;
                while (!over.get()) {
                    List<String> found = ids(library, "disk is full");
                    assertThat(found).isIn(List.of("old-1", "old-2"), List.of("old-1", "old-2", "new-1", "new-2"));
                    seen++;
                }
                return seen;
            }));
        }
        for (int swap = 0; swap < 200; swap++) {
            library.put(pattern("new-1", "disk.*full"), pattern("new-2", "is"));
            PatternSet both = library.current();
            assertThat(both.size()).isEqualTo(4);
            library.put(pattern("new-1", "nowhere"), pattern("new-2", "nowhere"));
        }
        over.set(true);
        for (Future<Integer> reader : readers) {
            assertThat(reader.get()).isPositive();
        }
        threads.shutdown();
    }
}
