package io.aiops4j.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.confidence.Confidence;
import org.junit.jupiter.api.Test;

/** What people say of runs that are over. */
class FeedbackTest {

    private static final Actor DAVE = Actor.person("dave");

    private static Confidence confidence(Toy toy, RunbookVersion version) {
        return toy.aiops.learning().confidence(Client.DEFAULT, version.digest());
    }

    private static long entries(Toy toy) {
        return toy.aiops.journal().head().position();
    }

    @Test
    void a_person_who_says_that_it_did_not_help_takes_the_success_away_and_may_take_the_word_back() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            String run = toy.executions().get(0).executionId();
            toy.aiops.learning().feedback(run, DAVE, false, "it was slow again at once");
            assertThat(confidence(toy, v1)).isEqualTo(new Confidence(0, 1, Confidence.DEFAULT_THRESHOLD));
            assertThat(toy.aiops.learning().feedback(run)).singleElement().satisfies(said -> {
                assertThat(said.person()).isEqualTo(DAVE);
                assertThat(said.helped()).isFalse();
                assertThat(said.note()).isEqualTo("it was slow again at once");
            });
            long before = entries(toy);
            toy.aiops.learning().feedback(run, DAVE, false, "it was slow again at once");
            assertThat(entries(toy)).as("the same word again is none").isEqualTo(before);
            toy.aiops.learning().feedback(run, DAVE, true, "");
            assertThat(confidence(toy, v1)).isEqualTo(new Confidence(1, 0, Confidence.DEFAULT_THRESHOLD));
            assertThat(toy.aiops.learning().feedback(run)).hasSize(1);
            assertThat(toy.aiops.journal().verify().intact()).isTrue();
        }
    }

    @Test
    void what_a_person_says_did_not_help_is_learned_from_and_its_record_keeps_what_was_found() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            String run = toy.executions().get(0).executionId();
            Query of = Query.all().where("id", run);
            toy.aiops.learning().feedback(run, DAVE, true, "");
            toy.crank.turn();
            assertThat(toy.aiops.learning().find(of).records()).as("it helped").isEmpty();
            toy.aiops.learning().feedback(run, DAVE, false, "it was slow again at once");
            toy.crank.turn();
            assertThat(toy.aiops.learning().find(of).records())
                    .singleElement()
                    .satisfies(learned -> assertThat(learned.analysis()).isNotNull());
            assertThat(toy.executions().get(0).verification().passed()).isTrue();
            assertThat(toy.executions().get(0).failureType()).isNull();
        }
    }

    @Test
    void that_a_run_helped_which_failed_changes_nothing() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "restart", "scale");
            toy.fail();
            Confidence before = confidence(toy, v1);
            assertThat(before.failures()).isEqualTo(1);
            toy.aiops.learning().feedback(toy.executions().get(0).executionId(), DAVE, true, "it did, I saw it");
            assertThat(confidence(toy, v1)).isEqualTo(before);
        }
    }

    @Test
    void feedback_is_a_persons_and_about_a_run_that_is_over() {
        try (Toy toy = new Toy()) {
            assertThatThrownBy(() -> toy.aiops.learning().feedback("run-none", DAVE, false, ""))
                    .hasMessageContaining("No run of a runbook ended as run-none");
            toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            String run = toy.executions().get(0).executionId();
            assertThatThrownBy(() -> toy.aiops.learning().feedback(run, Actor.system("loop"), false, ""))
                    .hasMessageContaining("Only a person");
            assertThatThrownBy(() ->
                            toy.aiops.learning().feedback(run, DAVE, false, "x".repeat(RunFeedback.LONGEST + 1)))
                    .hasMessageContaining("more shortly");
        }
    }

    @Test
    void forgetting_the_person_restores_the_success_and_erasing_them_takes_the_note_and_not_the_word() {
        try (Toy toy = new Toy()) {
            RunbookVersion v1 = toy.approved(Approval.Mode.AT_ONCE, 8, "scale", "restart");
            toy.fail();
            String run = toy.executions().get(0).executionId();
            toy.aiops.learning().feedback(run, DAVE, false, "a note with a name in it");
            toy.aiops.erase(Selector.actor(DAVE), Toy.BOB, "asked for");
            assertThat(toy.aiops.learning().feedback(run)).singleElement().satisfies(said -> {
                assertThat(said.note()).isEmpty();
                assertThat(said.helped()).isFalse();
            });
            assertThat(confidence(toy, v1).failures()).isEqualTo(1);
            assertThat(toy.aiops.forget(Selector.actor(DAVE), Toy.BOB, "a drill"))
                    .isEqualTo(2);
            assertThat(confidence(toy, v1)).isEqualTo(new Confidence(1, 0, Confidence.DEFAULT_THRESHOLD));
            assertThat(toy.aiops.journal().verify().intact()).isTrue();
        }
    }

    @Test
    void what_a_person_says_did_not_help_is_not_tried_again_against_an_incident_that_is_open() {
        try (Toy toy = new Toy()) {
            toy.approved(Approval.Mode.AT_ONCE, 3, "restart"); // completes, and helps not enough
            toy.fail();
            Incident incident = toy.aiops.incidents().open().get(0);
            int runs = toy.executions().size();
            toy.aiops.learning().feedback(toy.executions().get(0).executionId(), DAVE, false, "");
            toy.fail();
            assertThat(toy.aiops.incidents().open()).extracting(Incident::id).containsExactly(incident.id());
            assertThat(toy.executions()).hasSize(runs);
        }
    }
}
