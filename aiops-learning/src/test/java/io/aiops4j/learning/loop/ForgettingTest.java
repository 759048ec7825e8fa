package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Client;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.testkit.SettableClock;
import io.aiops4j.learning.confidence.Confidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgettingTest {

    private static String failedOnce(Toy toy) {
        toy.fail();
        Incident incident = toy.aiops.incidents().open().get(0);
        toy.aiops.incidents().resolve(incident.id(), Toy.BOB, "by hand");
        toy.crank.turn();
        return incident.id();
    }

    @Test
    void a_forgotten_failure_counts_no_longer_and_history_keeps_it() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            String incident = failedOnce(toy);
            assertThat(toy.aiops
                            .learning()
                            .confidence(Client.DEFAULT, v1.digest())
                            .failures())
                    .isEqualTo(1);
            toy.aiops.forget(Selector.incident(incident), Toy.BOB, "it was a drill");
            Confidence after = toy.aiops.learning().confidence(Client.DEFAULT, v1.digest());
            assertThat(after).isEqualTo(Confidence.none(Confidence.DEFAULT_THRESHOLD));
            assertThat(toy.executions()).hasSize(1);
            assertThat(toy.aiops.incidents().byId(incident)).isPresent();
            assertThat(toy.aiops.journal().verify().intact()).isTrue();
        }
    }

    @Test
    void what_comes_after_is_learned_again() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.aiops.forget(Selector.incident(failedOnce(toy)), Toy.BOB, "it was a drill");
            toy.configured = 2;
            failedOnce(toy);
            assertThat(toy.aiops
                            .learning()
                            .confidence(Client.DEFAULT, v1.digest())
                            .failures())
                    .isEqualTo(1);
        }
    }

    @Test
    void only_an_approver_may_forget_or_erase() {
        try (Toy toy = new Toy()) {
            Selector all = Selector.client(Client.DEFAULT);
            assertThatThrownBy(() -> toy.aiops.forget(all, Toy.ALICE, "I would like to"))
                    .isInstanceOf(ReviewException.class);
            assertThatThrownBy(() -> toy.aiops.erase(all, Toy.ALICE, "I would like to"))
                    .isInstanceOf(ReviewException.class);
        }
    }

    @Test
    void erasing_destroys_content_gives_receipts_and_leaves_the_chain_verifiable() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            String incident = failedOnce(toy);
            List<Erasure.Receipt> receipts =
                    toy.aiops.erase(Selector.incident(incident), Toy.BOB, "asked for by its subject");
            assertThat(receipts)
                    .extracting(Erasure.Receipt::holder)
                    .containsExactly("journal", "incidents", "executions", "learned");
            assertThat(receipts).allMatch(receipt -> receipt.erased() > 0);
            assertThat(toy.executions()).isEmpty();
            List<Entry> entries = toy.aiops.journal().entries(0, 1_000);
            assertThat(entries)
                    .filteredOn(e -> e.stream().contains(incident))
                    .allMatch(e -> e.payload().isErased());
            assertThat(toy.aiops.journal().verify().toString()).endsWith("chain intact");
            // what may run is untouched, and the loop goes on
            assertThat(toy.aiops
                            .runbooks()
                            .approved(Client.DEFAULT, v1.digest())
                            .value())
                    .isEqualTo(v1.runbook());
            toy.fail();
            assertThat(toy.aiops.health().figures()).containsEntry("loop.failures", 0L);
        }
    }

    @Test
    void a_word_without_the_hosts_seal_does_not_pass_for_an_intact_journal() {
        Stores stores = Stores.inMemory(SettableClock.at("2026-01-01T00:00:00Z"));
        try (Toy toy = new Toy(builder -> builder.stores(stores))) {
            assertThat(toy.aiops.journal().verify().intact()).isTrue();
            stores.journal()
                    .append(Append.by(Toy.BOB)
                            .add(Erasure.STREAM, Erasure.ERASED, new Erasure(Selector.run("x"), "", List.of(1L))));
            assertThat(toy.aiops.journal().verify().toString()).contains("does not bear the host's seal");
        }
    }

    @Test
    void authority_is_never_erased() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            List<Erasure.Receipt> receipts = toy.aiops.erase(Selector.client(Client.DEFAULT), Toy.BOB, "everything");
            assertThat(receipts.get(0).kept()).isGreaterThanOrEqualTo(3);
            assertThat(toy.aiops
                            .runbooks()
                            .approved(Client.DEFAULT, v1.digest())
                            .value())
                    .isEqualTo(v1.runbook());
        }
    }
}
