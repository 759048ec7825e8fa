package io.aiops4j.learning.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Fault;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.KeptFolds;
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
    private final Away journal = new Away(Stores.inMemory(clock).journal());
    private final ReviewQueue reviews =
            new ReviewQueue(journal, Authority.of(new byte[32]).approver("bob"), clock);
    private final Patterns patterns = new Patterns(
            journal,
            reviews,
            new Snapshots(Stores.inMemory(clock).records(Snapshot.KIND, Snapshot.CODEC)),
            PatternLibrary.of());
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
        assertThat(Patterns.common("any", "shop", Severity.ERROR, List.of(one, other)))
                .isEmpty();
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
        Optional<AlertPattern> drafted = Patterns.common("any", "shop", Severity.ERROR, messages);
        drafted.ifPresent(pattern -> {
            assertThat(new PatternKind().check(pattern)).isEmpty();
            PatternSet set = PatternSet.of(pattern);
            assertThat(messages)
                    .allSatisfy(message ->
                            assertThat(set.match(LogLine.of("any", message))).hasSize(1));
        });
    }

    /** A journal that is away when somebody reads how a proposal stands. */
    private static final class Away implements Journal {

        private final Journal inner;
        private boolean away;

        Away(Journal inner) {
            this.inner = inner;
        }

        @Override
        public List<Entry> append(Append append) {
            return inner.append(append);
        }

        @Override
        public List<Entry> read(String stream, long afterVersion, int limit) {
            if (away && stream.startsWith("proposal/")) {
                throw new AiopsException("the database is away");
            }
            return inner.read(stream, afterVersion, limit);
        }

        @Override
        public List<Entry> readAll(long afterPosition, int limit) {
            return inner.readAll(afterPosition, limit);
        }

        @Override
        public Head head() {
            return inner.head();
        }

        @Override
        public List<Entry> erase(List<Long> positions, Append receipt) {
            return inner.erase(positions, receipt);
        }
    }

    private String approved(AlertPattern pattern) {
        String proposal = patterns.submit(pattern, ALICE, "seen often");
        reviews.approve(proposal, BOB);
        return proposal;
    }

    @Test
    void what_was_revoked_while_the_journal_was_away_is_left_out_once_it_is_back() {
        approved(AlertPattern.of("other", "worker is stuck", "worker_stuck", Severity.ERROR));
        String proposal = approved(STUCK);
        patterns.refresh();
        reviews.revoke(proposal, BOB, "too many");
        journal.away = true;
        assertThatThrownBy(patterns::refresh).hasMessage("the database is away");
        journal.away = false;
        patterns.refresh();
        assertThat(patterns.match(LogLine.of("jobs", "queue imports is stuck"))).isEmpty();
    }

    @Test
    void of_more_than_fit_the_first_ones_are_looked_for() {
        for (int i = 0; i < 410; i++) {
            approved(AlertPattern.of("p" + i, "a" + i + "x{1000}x{1000}x{1000}x{1000}x{980}", "any", Severity.ERROR));
        }
        patterns.refresh();
        assertThat(patterns.approved())
                .hasSizeBetween(100, 409)
                .extracting(AlertPattern::id)
                .startsWith("p0", "p1");
    }

    @Test
    void of_two_with_one_id_the_one_that_was_proposed_last_is_looked_for() {
        approved(STUCK);
        AlertPattern newer = AlertPattern.of("stuck", "worker is stuck", "worker_stuck", Severity.ERROR);
        approved(newer);
        patterns.refresh();
        assertThat(patterns.approved()).containsExactly(newer);
    }

    @Test
    void what_is_revoked_by_its_id_is_gone_with_all_its_earlier_forms() {
        approved(STUCK);
        String last = approved(STUCK.category("queues"));
        approved(AlertPattern.of("other", "disk is full", "disk_full", Severity.ERROR));
        patterns.refresh();
        assertThat(patterns.known()).hasSize(2).first().satisfies(known -> {
            assertThat(known.pattern().category()).isEqualTo("queues");
            assertThat(known.approvals()).extracting(Approval::proposalId).containsExactly(last);
        });
        assertThatThrownBy(() -> patterns.revoke("stuck", ALICE, "why")).isInstanceOf(ReviewException.class);
        assertThat(patterns.revoke("stuck", BOB, "too noisy")).isEqualTo(2);
        assertThat(patterns.known()).extracting(known -> known.pattern().id()).containsExactly("other");
        assertThat(patterns.revoke("stuck", BOB, "again")).isZero();
    }

    @Test
    void an_edited_pattern_takes_the_place_of_the_one_that_was_proposed() {
        String first = patterns.submit(STUCK, ALICE, "seen often");
        AlertPattern exact = AlertPattern.of("stuck", "queue imports is stuck", "queue_stuck", Severity.ERROR);
        String second = patterns.edit(first, exact, ALICE, "imports alone");
        reviews.approve(second, BOB);
        patterns.refresh();
        assertThat(patterns.approved()).containsExactly(exact);
        assertThat(patterns.isKnown("stuck")).isTrue();
        assertThat(patterns.isKnown("other")).isFalse();
    }

    @Test
    void no_text_of_it_writes_lines_of_the_review_or_tells_a_secret() {
        AlertPattern hostile = AlertPattern.of("id", "stuck", "any\n+ regex: harmless", Severity.ERROR)
                .suggesting("password=Tr0ub4dor&3-horse")
                .tagged("token=ghp_0123456789abcdefghijABCDEFGHIJ012345");
        assertThat(kind.check(hostile))
                .extracting(Fault::path)
                .containsExactly("incidentType", "suggestedAction", "tags");
    }

    @Test
    void the_ids_of_all_that_was_proposed_are_the_same_from_every_snapshot() {
        approved(STUCK);
        patterns.submit(AlertPattern.of("other", "worker is stuck", "worker_stuck", Severity.ERROR), ALICE, "why");
        KeptFolds.check(new PatternFold(kind), journal.readAll(0, 100));
    }
}
