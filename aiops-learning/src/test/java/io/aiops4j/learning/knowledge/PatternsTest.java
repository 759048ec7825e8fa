package io.aiops4j.learning.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Scope;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns that people approve: how they are written, checked, drafted and looked for. */
class PatternsTest {

    private static final AlertPattern STUCK =
            AlertPattern.of("stuck", "queue \\w+ is stuck", "queue_stuck", Severity.ERROR);
    private static final Actor ALICE = Actor.person("alice");
    private static final Actor BOB = Actor.person("bob");

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
    private final ReviewQueue reviews = new ReviewQueue(
            Stores.inMemory(clock).journal(), Authority.of(new byte[32]).approver("bob"), clock);
    private final Patterns patterns = new Patterns(reviews);
    private final PatternKind kind = new PatternKind();

    @Test
    void its_form_is_for_ever() {
        AlertPattern whole =
                STUCK.in("event").category("queues").tagged("b", "a").suggesting("drain");
        String form = "ap1:{\"id\":\"stuck\",\"regex\":\"queue \\\\w+ is stuck\",\"field\":\"event\","
                + "\"incidentType\":\"queue_stuck\",\"severity\":\"ERROR\",\"category\":\"queues\",\"tags\":[\"a\",\"b\"],"
                + "\"suggestedAction\":\"drain\"}";
        assertThat(kind.encode(whole)).isEqualTo(form);
        assertThat(kind.decode(form)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"{}", "ap1:", "ap1:{}", "ap1:[]", "'ap1:{\"id\":\"a\"} x'", "ap2:{}"})
    void what_is_none_is_refused(String form) {
        assertThatThrownBy(() -> kind.decode(form)).isInstanceOf(AiopsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a(b, regex",
        "(a)\\1, regex",
        ".*, regex",
        "password=Tr0ub4dor&3-horse, regex",
    })
    void what_cannot_be_looked_for_is_a_fault(String regex, String path) {
        assertThat(kind.check(AlertPattern.of("id", regex, "type", Severity.ERROR)))
                .extracting(Fault::path)
                .containsExactly(path);
    }

    @Test
    void a_name_is_needed_and_a_parent_is_none_of_ours() {
        AlertPattern nameless =
                AlertPattern.of(" ", "stuck", "", Severity.ERROR).childOf("other");
        assertThat(kind.check(nameless)).extracting(Fault::path).containsExactly("id", "incidentType", "parent");
        assertThatThrownBy(() -> patterns.submit(nameless, ALICE, "why"))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("incidentType");
    }

    @Test
    void the_author_of_a_pattern_cannot_approve_it() {
        String proposal = patterns.submit(STUCK, BOB, "seen often");
        assertThatThrownBy(() -> reviews.approve(proposal, BOB)).isInstanceOf(ReviewException.class);
    }

    @Test
    void an_approval_that_ended_counts_no_more() {
        String proposal = patterns.submit(STUCK, ALICE, "seen often");
        reviews.approve(proposal, BOB, Scope.service("jobs").expiresIn(Duration.ofDays(1)));
        patterns.refresh();
        LogLine line = LogLine.of("jobs", "queue imports is stuck");
        assertThat(patterns.match(line)).containsExactly(STUCK);
        assertThat(patterns.match(LogLine.of("shop", line.message()))).isEmpty();
        clock.advance(Duration.ofDays(2));
        patterns.refresh();
        assertThat(patterns.match(line)).isEmpty();
    }

    @Test
    void figures_and_masks_are_no_words() {
        assertThat(Words.of("Queue imports-4 is \"stuck\": <email:1> wrote 12 messages, a_b c-d -e f- é ok."))
                .containsExactly("Queue", "is", "stuck", "wrote", "messages", "a_b", "c-d", "ok");
    }

    @ParameterizedTest
    @CsvSource({
        "error 1, error 2",
        "a b c d, a b c d",
        "disk sda is full, heap of the shop exhausted",
        "'', ''",
    })
    void too_little_in_common_is_no_pattern(String one, String other) {
        assertThat(Patterns.common("any", Severity.ERROR, List.of(one, other))).isEmpty();
    }

    @Provide
    Arbitrary<List<String>> messages() {
        Arbitrary<String> word = Arbitraries.of(
                "Queue",
                "is",
                "stuck",
                "stuck:",
                "(timeout)",
                "a.b",
                "x".repeat(90),
                "<email:1>",
                "17",
                "\t",
                "\\b",
                "é",
                "\n");
        return word.list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void what_is_drafted_finds_all_that_it_was_drafted_from(@ForAll("messages") List<String> messages) {
        Optional<AlertPattern> drafted = Patterns.common("any", Severity.ERROR, messages);
        drafted.ifPresent(pattern -> {
            assertThat(new PatternKind().check(pattern)).isEmpty();
            PatternSet set = PatternSet.of(pattern);
            assertThat(messages)
                    .allSatisfy(message ->
                            assertThat(set.match(LogLine.of("any", message))).hasSize(1));
        });
    }
}
