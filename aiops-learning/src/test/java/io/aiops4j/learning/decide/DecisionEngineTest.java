package io.aiops4j.learning.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.learning.confidence.Confidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DecisionEngineTest {

    private static RunbookVersion version(String id) {
        Runbook runbook = RunbookCodec.fromYaml("""
                id: %s
                incidentTypes: [disk_full]
                steps: [{action: clean}]
                verification: ["disk.used_percent < 80"]
                """.formatted(id));
        return new RunbookVersion("p-" + id, Client.DEFAULT, RunbookCodec.digest(runbook), runbook);
    }

    private static Decision.Option option(String id, Approval.Mode mode, int successes, boolean failedHere) {
        return new Decision.Option(
                version(id), mode, new Confidence(successes, 0, Confidence.DEFAULT_THRESHOLD), failedHere, false);
    }

    @Test
    void without_an_approved_runbook_a_person_is_needed() {
        Decision decision = DecisionEngine.decide(List.of());
        assertThat(decision).isInstanceOf(Decision.Escalate.class);
        assertThat(decision.reasons()).containsExactly("no runbook against it is approved for this target");
    }

    @Test
    void what_its_approver_vouched_for_runs_by_itself() {
        Decision decision = DecisionEngine.decide(List.of(option("clean", Approval.Mode.AT_ONCE, 0, false)));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.AutoRun.class,
                        auto -> assertThat(auto.vouched()).isTrue());
    }

    @Test
    void on_a_critical_target_a_person_is_asked_whatever_was_approved_or_is_proven() {
        for (Approval.Mode mode : Approval.Mode.values()) {
            Decision.Option option = option("clean", mode, 100, false);
            Decision decision = DecisionEngine.decide(
                    List.of(new Decision.Option(option.version(), mode, option.confidence(), false, true)));
            assertThat(decision).isInstanceOf(Decision.AskHuman.class);
            assertThat(decision.reasons()).contains("its target is critical, so a person allows each run");
        }
    }

    @Test
    void what_is_approved_when_proven_is_asked_for_until_it_is() {
        assertThat(DecisionEngine.decide(List.of(option("clean", Approval.Mode.WHEN_PROVEN, 7, false))))
                .isInstanceOf(Decision.AskHuman.class);
        assertThat(DecisionEngine.decide(List.of(option("clean", Approval.Mode.WHEN_PROVEN, 8, false))))
                .isInstanceOfSatisfying(
                        Decision.AutoRun.class,
                        auto -> assertThat(auto.vouched()).isFalse());
    }

    @Test
    void what_is_approved_when_asked_is_asked_for_however_often_it_helped() {
        assertThat(DecisionEngine.decide(List.of(option("clean", Approval.Mode.WHEN_ASKED, 1_000, false))))
                .isInstanceOf(Decision.AskHuman.class);
    }

    @Test
    void what_did_not_help_against_this_incident_is_not_tried_again() {
        Decision decision = DecisionEngine.decide(List.of(option("clean", Approval.Mode.AT_ONCE, 9, true)));
        assertThat(decision).isInstanceOf(Decision.Escalate.class);
        assertThat(decision.reasons())
                .containsExactly("clean v1 was tried against this incident and did not help, or not for long");
    }

    @Test
    void of_several_the_one_that_has_shown_most_is_chosen() {
        Decision decision = DecisionEngine.decide(List.of(
                option("young", Approval.Mode.AT_ONCE, 0, false),
                option("best", Approval.Mode.AT_ONCE, 20, true),
                option("good", Approval.Mode.AT_ONCE, 5, false)));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.AutoRun.class,
                        auto -> assertThat(auto.version().runbook().id()).isEqualTo("good"));
    }

    @Property(tries = 100)
    void the_order_in_which_options_are_given_does_not_matter(@ForAll long seed) {
        List<Decision.Option> options = new ArrayList<>(List.of(
                option("a", Approval.Mode.WHEN_PROVEN, 3, false),
                option("b", Approval.Mode.AT_ONCE, 3, false),
                option("c", Approval.Mode.WHEN_ASKED, 9, true),
                option("d", Approval.Mode.AT_ONCE, 1, false)));
        Decision decision = DecisionEngine.decide(options);
        Collections.shuffle(options, new Random(seed));
        assertThat(DecisionEngine.decide(options)).isEqualTo(decision);
    }
}
