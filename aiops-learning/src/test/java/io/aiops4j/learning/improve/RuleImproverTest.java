package io.aiops4j.learning.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.analyze.Analysis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each change that rules know: the smallest that fits the failure type, justified by evidence. */
class RuleImproverTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ActionCatalogue CATALOGUE = ActionCatalogue.of(List.of(
            Action.named("scale")
                    .parameter(Parameter.number("to"))
                    .idempotent()
                    .effect("workers.configured = ${to}")
                    .run(step -> {}),
            Action.named("restart").effect("workers = workers.configured").run(step -> {}),
            Action.named("edit_config")
                    .parameter("file")
                    .parameter("key")
                    .parameter("value")
                    .run(step -> {}),
            Action.named("restore_config").parameter("file").idempotent().run(step -> {}),
            Action.named("wait_until").parameter("until").idempotent().run(step -> {})));
    private static final String YAML = """
            id: shop-slow
            incidentTypes: [timeout]
            parameters: [{name: to, type: number, preset: 3, min: 1, max: 64}]
            steps:
              - {name: restart, action: restart}
              - {name: scale, action: scale, parameters: {to: "${to}"}}
            verification: ["workers >= workers.needed"]
            """;

    private final RunbookImprover improver = RunbookImprover.byRules(CATALOGUE::signature);

    private static StateSnapshot state(String... values) {
        Map<String, String> map =
                new TreeMap<>(Map.of("workers", "2", "workers.configured", "2", "workers.needed", "5"));
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return new StateSnapshot(NOON, map, Map.of());
    }

    private static StepResult step(String name, String action, StepResult.Status status) {
        return new StepResult(name, action, Map.of(), status, 1, NOON, Duration.ofSeconds(1), "", "it failed", null);
    }

    private static ExecutionResult ran(
            String id, Runbook parent, StateSnapshot before, StateSnapshot after, List<StepResult> steps) {
        boolean failed = steps.stream().anyMatch(each -> !each.done());
        return ExecutionResult.of(id, parent.id())
                .version(1, RunbookCodec.digest(parent).hex())
                .incident("inc-1", "timeout")
                .on("default", "shop", "node-1")
                .platform("any")
                .time(NOON, NOON.plusSeconds(9))
                .status(failed ? ExecutionResult.Status.FAILED : ExecutionResult.Status.COMPLETED)
                .verification(Verification.of(parent.verification(), after, name -> null))
                .state(before, after)
                .steps(steps)
                .evidence("ev-1")
                .build();
    }

    private Optional<Runbook> draft(
            String yaml, FailureType type, StateSnapshot before, StateSnapshot after, StepResult... steps) {
        Runbook parent = RunbookCodec.fromYaml(yaml);
        ExecutionResult result = ran("run-1", parent, before, after, List.of(steps));
        Analysis analysis = new Analysis(type, "it was so", List.of("ev-1", "ev-1/after/workers"), 0.8, "rule: test");
        Optional<Runbook> draft = improver.improve(parent, result, analysis, 2).runbook();
        draft.ifPresent(made -> {
            assertThat(made.version()).isEqualTo(2);
            assertThat(made.origin().generated()).isTrue();
            assertThat(made.origin().parent()).isEqualTo(1);
            assertThat(made.origin().why()).contains("it was so").contains("ev-1/after/workers");
            assertThat(made.verification()).isEqualTo(parent.verification());
            assertThat(RunbookCodec.fromYaml(RunbookCodec.toYaml(made))).isEqualTo(made);
        });
        return draft;
    }

    @Test
    void a_step_that_took_too_long_gets_twice_the_time() {
        Runbook draft = draft(
                        YAML,
                        FailureType.TIMING_OR_RACE,
                        state(),
                        state(),
                        step("restart", "restart", StepResult.Status.TIMED_OUT))
                .orElseThrow();
        assertThat(draft.steps().get(0).timeout()).isEqualTo(Step.DEFAULT_TIMEOUT.multipliedBy(2));
    }

    @Test
    void one_that_failed_and_may_be_repeated_is_tried_again_and_another_is_not() {
        Runbook draft = draft(
                        YAML, FailureType.TRANSIENT, state(), state(), step("scale", "scale", StepResult.Status.FAILED))
                .orElseThrow();
        assertThat(draft.steps().get(1).retries()).isEqualTo(Patience.RETRIES);
        assertThat(draft(
                        YAML,
                        FailureType.TRANSIENT,
                        state(),
                        state(),
                        step("restart", "restart", StepResult.Status.FAILED)))
                .isEmpty();
    }

    @Test
    void where_the_last_look_came_too_early_it_waits() {
        Runbook draft = draft(
                        YAML,
                        FailureType.TIMING_OR_RACE,
                        state(),
                        state(),
                        step("scale", "scale", StepResult.Status.DONE))
                .orElseThrow();
        Step wait = draft.steps().get(2);
        assertThat(wait.action()).isEqualTo("wait_until");
        assertThat(wait.parameters()).containsEntry("until", "workers >= workers.needed");
        assertThat(wait.check()).isEqualTo(Check.parse("workers >= workers.needed"));
    }

    @Test
    void steps_in_the_wrong_order_change_places_only_if_that_would_have_helped() {
        StateSnapshot before = state("workers.needed", "3");
        Runbook draft =
                draft(YAML, FailureType.RUNBOOK_INSUFFICIENT, before, before).orElseThrow();
        assertThat(draft.steps()).extracting(Step::name).containsExactly("scale", "restart");
        assertThat(draft(YAML, FailureType.RUNBOOK_INSUFFICIENT, state(), state()))
                .isEmpty();
    }

    @Test
    void a_value_is_adjusted_within_its_bounds_and_not_beyond() {
        String ordered = YAML.replace("  - {name: restart, action: restart}\n", "")
                .replace("${to}\"}}", "${to}\"}}\n  - {name: restart, action: restart}");
        Runbook draft = draft(ordered, FailureType.PARAMETER_WRONG, state(), state("workers", "3"))
                .orElseThrow();
        assertThat(draft.parameters().get(0).preset()).isEqualTo("7");
        assertThat(draft(
                        ordered,
                        FailureType.PARAMETER_WRONG,
                        state("workers.needed", "900"),
                        state("workers.needed", "900")))
                .isEmpty();
    }

    @Test
    void where_a_run_took_away_what_held_it_does_not_start_any_more() {
        Runbook draft = draft(YAML, FailureType.MISSING_PRECONDITION, state("workers", "9"), state())
                .orElseThrow();
        assertThat(draft.preconditions()).containsExactly(Check.parse("workers < workers.needed"));
    }

    @Test
    void where_all_was_so_before_it_does_not_start_any_more() {
        Runbook draft =
                draft(YAML, FailureType.WRONG_DIAGNOSIS, state(), state()).orElseThrow();
        assertThat(draft.preconditions()).containsExactly(Check.parse("workers != workers.configured"));
    }

    @Test
    void what_came_back_is_watched_for_longer_and_never_for_ever() {
        Runbook draft =
                draft(YAML, FailureType.VERIFICATION_TOO_WEAK, state(), state()).orElseThrow();
        assertThat(draft.watch()).isEqualTo(Conditions.WATCH);
        assertThat(draft(YAML + "watch: 40m\n", FailureType.VERIFICATION_TOO_WEAK, state(), state())
                        .orElseThrow()
                        .watch())
                .isEqualTo(Runbook.LONGEST_WATCH);
        assertThat(draft(YAML + "watch: 1h\n", FailureType.VERIFICATION_TOO_WEAK, state(), state()))
                .isEmpty();
    }

    @Test
    void what_was_done_before_a_step_that_fails_is_undone() {
        String yaml = YAML.replace(
                "  - {name: restart, action: restart}\n",
                "  - {name: edit, action: edit_config, parameters: {file: app.yaml, key: a, value: b}}\n"
                        + "  - {name: restart, action: restart}\n");
        Runbook draft = draft(
                        yaml,
                        FailureType.TRANSIENT,
                        state(),
                        state(),
                        step("edit", "edit_config", StepResult.Status.DONE),
                        step("restart", "restart", StepResult.Status.FAILED))
                .orElseThrow();
        assertThat(draft.rollback()).singleElement().satisfies(undo -> {
            assertThat(undo.action()).isEqualTo("restore_config");
            assertThat(undo.parameters()).isEqualTo(Map.of("file", "app.yaml"));
        });
        assertThat(draft.steps()).extracting(Step::onFailure).containsOnly(Step.OnFailure.ROLL_BACK);
        List<String> changes = draft.changesFrom(RunbookCodec.fromYaml(yaml));
        assertThat(changes).isNotEmpty();
    }

    @Test
    void what_mends_nothing_and_asks_for_more_reaches_a_person_too() {
        Runbook parent = RunbookCodec.fromYaml(YAML);
        List<StepResult> done = List.of(
                step("restart", "restart", StepResult.Status.DONE),
                new StepResult(
                        "scale",
                        "scale",
                        Map.of("to", "3"),
                        StepResult.Status.DONE,
                        1,
                        NOON,
                        Duration.ofSeconds(1),
                        "",
                        null,
                        null));
        ExecutionResult helped = ran(
                "run-0",
                parent,
                state("workers.configured", "8"),
                state("workers", "8", "workers.configured", "3"),
                done);
        StateSnapshot worse = state("workers.configured", "3");
        for (FailureType type : List.of(
                FailureType.MISSING_PRECONDITION, FailureType.WRONG_DIAGNOSIS, FailureType.VERIFICATION_TOO_WEAK)) {
            boolean came = type == FailureType.VERIFICATION_TOO_WEAK;
            StateSnapshot before = type == FailureType.MISSING_PRECONDITION ? state("workers", "9") : state();
            StateSnapshot after = came ? state("workers", "9", "workers.configured", "3") : worse;
            ExecutionResult failure = ran("run-1", parent, before, after, done);
            ExecutionResult told =
                    came ? failure.verified(Verification.notPassed("recurrence", "it came back")) : failure;
            Runbook draft = draft(YAML, type, before, after).orElseThrow();
            Replay replay = Replay.over(draft, parent, List.of(told, helped), "run-1", CATALOGUE::signature);
            assertThat(replay.refusal()).as(type + ": " + replay.text()).isNull();
            assertThat(replay.priority()).as(replay.text()).isEqualTo(Proposal.Priority.LOW);
            if (!came) {
                assertThat(replay.cases().get(0).verdict()).isEqualTo(Replay.Verdict.SPARED);
                assertThat(replay.summary()).endsWith("would not have started 1 of them");
                assertThat(Replay.over(draft, parent, List.of(told), "run-1", CATALOGUE::signature)
                                .refusal())
                        .as("what never starts helps nobody")
                        .contains("fixes nothing");
            }
        }
    }

    @Test
    void a_verification_that_is_too_strict_and_what_no_runbook_mends_are_left_to_people() {
        for (FailureType type : List.of(
                FailureType.VERIFICATION_TOO_STRICT,
                FailureType.ENVIRONMENT_OR_PERMISSION,
                FailureType.EXTERNAL_DEPENDENCY,
                FailureType.ACTION_UNSUPPORTED,
                FailureType.UNKNOWN)) {
            assertThat(draft(YAML, type, state(), state())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a < 1 | a >= 1",
                "a >= 1 | a < 1",
                "a > b | a <= b",
                "a <= b | a > b",
                "a = 'x' | a != 'x'",
                "a != 'x >= y' | a = 'x >= y'"
            })
    void each_condition_has_an_opposite(String condition, String opposite) {
        assertThat(Conditions.opposite(Check.parse(condition))).isEqualTo(Check.parse(opposite));
    }
}
