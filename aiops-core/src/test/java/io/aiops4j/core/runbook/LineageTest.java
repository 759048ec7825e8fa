package io.aiops4j.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Client;
import io.aiops4j.core.Scope;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineageTest {

    private final Shelf shelf = new Shelf();

    private static Runbook version(int number, int parent, String title) {
        Runbook plain = RunbookCodec.fromYaml(Shelf.yaml("redis-oom", number, title));
        return RunbookCodecTest.with(plain, "origin", new Runbook.Origin(false, parent, "alice", "because"));
    }

    private String submit(int number, int parent) {
        shelf.clock.advance(Duration.ofDays(1));
        return shelf.runbooks.submit(version(number, parent, "v" + number), Shelf.ALICE);
    }

    @Test
    void a_lineage_says_who_proposed_and_approved_each_version_and_since_when() {
        String v1 = submit(1, 0);
        shelf.clock.advance(Duration.ofHours(1));
        shelf.reviews.approve(v1, Shelf.BOB, Scope.service("redis"));
        String v2 = submit(2, 0);
        shelf.reviews.reject(v2, Shelf.BOB, "not now");
        submit(3, 1);
        String v4 = submit(4, 3);
        shelf.reviews.approve(v4, Shelf.BOB, Scope.service("redis"));
        shelf.reviews.revoke(v4, Shelf.BOB, "it hurts");
        Lineage lineage = shelf.runbooks.lineage(Client.DEFAULT, "redis-oom");
        assertThat(lineage.versions()).extracting(Lineage.Version::number).containsExactly(1, 2, 3, 4);
        assertThat(lineage.versions()).extracting(Lineage.Version::parent).containsExactly(0, 1, 1, 3);
        assertThat(lineage.versions())
                .extracting(Lineage.Version::state)
                .containsExactly(
                        Proposal.State.APPROVED,
                        Proposal.State.REJECTED,
                        Proposal.State.PENDING,
                        Proposal.State.REVOKED);
        assertThat(lineage.versions())
                .extracting(Lineage.Version::approvedNow)
                .containsExactly(true, false, false, false);
        Lineage.Version first = lineage.versions().get(0);
        assertThat(first.proposedBy()).isEqualTo(Shelf.ALICE);
        assertThat(first.proposed()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(first.words()).containsExactly(new Lineage.Word(Shelf.BOB, Instant.parse("2026-01-02T01:00:00Z")));
        assertThat(lineage.versions().get(3).words())
                .as("revoked, and still given once")
                .hasSize(1);
        assertThat(lineage.versions().get(3).note()).isEqualTo("it hurts");
        assertThat(lineage.ancestors(4)).extracting(Lineage.Version::number).containsExactly(1, 3, 4);
        assertThat(lineage).hasToString("redis-oom: v1 -> v3 -> v4");
        assertThat(shelf.runbooks.lineage(Client.of("acme"), "redis-oom").versions())
                .isEmpty();
        shelf.clock.advance(Duration.ofDays(100));
        assertThat(shelf.runbooks
                        .lineage(Client.DEFAULT, "redis-oom")
                        .versions()
                        .get(0)
                        .approvedNow())
                .isFalse();
    }

    /** A journal in which somebody else is a moment faster. */
    private static final class Overtaken implements Journal {

        private final Journal journal;
        private Runnable first = () -> {};

        Overtaken(Journal journal) {
            this.journal = journal;
        }

        @Override
        public List<Entry> append(Append append) {
            boolean proposes =
                    append.items().stream().anyMatch(item -> item.type().equals(ReviewEntries.PROPOSED));
            Runnable faster = proposes ? first : () -> {};
            first = proposes ? () -> {} : first;
            faster.run();
            return journal.append(append);
        }

        @Override
        public List<Entry> read(String stream, long afterVersion, int limit) {
            return journal.read(stream, afterVersion, limit);
        }

        @Override
        public List<Entry> readAll(long afterPosition, int limit) {
            return journal.readAll(afterPosition, limit);
        }

        @Override
        public Head head() {
            return journal.head();
        }

        @Override
        public List<Entry> erase(List<Long> positions, Append receipt) {
            return journal.erase(positions, receipt);
        }
    }

    @Test
    void of_two_nodes_that_propose_different_content_under_one_number_the_first_holds_it() {
        Overtaken journal = new Overtaken(shelf.journal);
        ReviewQueue queue = new ReviewQueue(
                journal,
                Authority.of("a key of thirty-two bytes or more".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .approver("bob"),
                shelf.clock);
        Runbooks slower = new Runbooks(journal, queue, RunbookCheckTest.CATALOGUE::get);
        Runbook ours = version(1, 0, "ours");
        Runbook theirs = version(1, 0, "theirs");
        journal.first = () -> shelf.runbooks.submit(theirs, Shelf.ALICE);
        assertThatThrownBy(() -> slower.submit(ours, Shelf.ALICE))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("Submit this one as version 2");
        assertThat(slower.versions(Client.DEFAULT, "redis-oom"))
                .extracting(version -> version.runbook().title())
                .containsExactly("theirs");
        String lost = ReviewQueue.proposalId(
                new RunbookKind(RunbookCheckTest.CATALOGUE::get, runbook -> List.of()),
                Client.DEFAULT,
                RunbookCodec.digest(ours));
        for (ReviewQueue each : List.of(queue, shelf.reviews)) {
            assertThatThrownBy(() -> each.approve(lost, Shelf.BOB))
                    .isInstanceOf(ReviewException.class)
                    .hasMessageContaining("exists already with another content");
        }
        String held =
                shelf.runbooks.versions(Client.DEFAULT, "redis-oom").get(0).proposalId();
        queue.approve(held, Shelf.BOB);
        assertThat(slower.submit(version(2, 0, "ours"), Shelf.ALICE)).isNotEqualTo(lost);
    }
}
