package io.aiops4j.learning.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionResultBuilder;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionCatalogue;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookCodec;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each failure type that rules can tell, from what an execution leaves behind. */
class RuleAnalyzerTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ActionCatalogue CATALOGUE = ActionCatalogue.of(List.of(
            Action.named("scale")
                    .parameter(Parameter.number("to"))
                    .effect("workers.configured = ${to}")
                    .run(step -> {}),
            Action.named("restart").effect("workers = workers.configured").run(step -> {})));
    private static final Runbook RUNBOOK = RunbookCodec.fromYaml("""
            id: shop-slow
            incidentTypes: [timeout]
            preconditions: ["workers < 64"]
            steps:
              - {name: scale, action: scale, parameters: {to: "8"}}
              - {name: restart, action: restart, check: "status = 'up'"}
            verification: ["workers >= workers.needed", "queue < 100"]
            """);

    private final FailureAnalyzer analyzer = FailureAnalyzer.byRules(CATALOGUE::signature);

    private static ExecutionResultBuilder run(ExecutionResult.Status status) {
        return ExecutionResult.of("run-1", "shop-slow")
                .version(1, RunbookCodec.digest(RUNBOOK).hex())
                .incident("inc-1", "timeout")
                .on("default", "shop", "node-1")
                .platform("any")
                .time(NOON, NOON.plusSeconds(9))
                .status(status)
                .verification(Verification.unknown(""))
                .evidence("ev-1");
    }

    private static StepResult step(
            String name, StepResult.Status status, @Nullable String error, @Nullable FailureType said) {
        return new StepResult(name, name, Map.of(), status, 1, NOON, Duration.ofSeconds(1), "", error, said);
    }

    private static StateSnapshot state(String... values) {
        Map<String, String> map = new java.util.HashMap<>(Map.of(
                "workers", "2", "workers.configured", "2", "workers.needed", "5", "queue", "900", "status", "down"));
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return new StateSnapshot(NOON, map, Map.of());
    }

    private Analysis completed(StateSnapshot before, StateSnapshot after, StateSnapshot... watched) {
        Verification verification = Verification.of(RUNBOOK.verification(), after, name -> null);
        return analyzer.analyze(
                run(ExecutionResult.Status.COMPLETED)
                        .state(before, after)
                        .watched(List.of(watched))
                        .verification(
                                verification.passed()
                                        ? Verification.notPassed("recurrence", "the incident came back")
                                        : verification)
                        .build(),
                RUNBOOK);
    }

    private Analysis failed(StepResult step, StateSnapshot after) {
        return analyzer.analyze(
                run(ExecutionResult.Status.FAILED)
                        .state(state(), after)
                        .steps(List.of(step("scale", StepResult.Status.DONE, null, null), step))
                        .failure(step.failure(), "step 'restart': " + step.error())
                        .build(),
                RUNBOOK);
    }

    private static void is(Analysis analysis, FailureType type, String... evidence) {
        assertThat(analysis.type()).as(analysis.toString()).isEqualTo(type);
        assertThat(analysis.evidence()).startsWith("ev-1").containsAll(List.of(evidence));
        assertThat(analysis.confidence()).isPositive();
        assertThat(analysis.source()).startsWith("rule: ");
    }

    @Test
    void a_precondition_that_did_not_hold_means_a_wrong_diagnosis() {
        Analysis analysis = analyzer.analyze(
                run(ExecutionResult.Status.NOT_STARTED)
                        .failure(FailureType.WRONG_DIAGNOSIS, "precondition workers < 64 does not hold")
                        .build(),
                RUNBOOK);
        is(analysis, FailureType.WRONG_DIAGNOSIS, "ev-1/before");
    }

    @Test
    void a_step_that_took_too_long_came_at_the_wrong_time() {
        is(
                failed(step("restart", StepResult.Status.TIMED_OUT, "no end within 30000 ms", null), state()),
                FailureType.TIMING_OR_RACE,
                "ev-1/steps/restart");
    }

    @Test
    void what_an_action_says_of_itself_counts_more_than_the_words_of_its_error() {
        is(
                failed(
                        step("restart", StepResult.Status.FAILED, "permission denied", FailureType.EXTERNAL_DEPENDENCY),
                        state()),
                FailureType.EXTERNAL_DEPENDENCY,
                "ev-1/steps/restart");
    }

    @Test
    void a_check_that_held_a_moment_later_was_asked_too_early() {
        String error = "its check does not hold: status = 'up' (it is down)";
        is(
                failed(step("restart", StepResult.Status.FAILED, error, null), state("status", "up")),
                FailureType.TIMING_OR_RACE,
                "ev-1/steps/restart",
                "ev-1/after/status");
        assertThat(failed(step("restart", StepResult.Status.FAILED, error, null), state())
                        .type())
                .isEqualTo(FailureType.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "there is no action 'restart' on this node, ACTION_UNSUPPORTED",
        "parameter 'to': it must be a decimal number, PARAMETER_WRONG",
        "AccessDeniedException: permission denied, ENVIRONMENT_OR_PERMISSION",
        "ConnectException: Connection refused, EXTERNAL_DEPENDENCY",
        "the port is in use, TRANSIENT"
    })
    void the_words_of_an_error_tell_the_rest(String error, FailureType type) {
        is(failed(step("restart", StepResult.Status.FAILED, error, null), state()), type, "ev-1/steps/restart");
    }

    @Test
    void what_held_before_and_not_behind_should_not_have_been_started_so() {
        is(
                completed(state("queue", "50"), state("workers", "8", "queue", "700")),
                FailureType.MISSING_PRECONDITION,
                "ev-1/before/queue",
                "ev-1/after/queue");
    }

    @Test
    void what_held_while_it_was_watched_was_looked_at_in_the_wrong_moment() {
        StateSnapshot up = state("workers", "8", "queue", "20");
        is(
                completed(state(), state("workers", "9", "queue", "300"), up),
                FailureType.TIMING_OR_RACE,
                "ev-1/watched/queue");
    }

    @Test
    void what_was_nearly_reached_was_asked_too_strictly() {
        is(
                completed(state(), state("workers", "8", "queue", "104")),
                FailureType.VERIFICATION_TOO_STRICT,
                "ev-1/before/queue",
                "ev-1/after/queue");
    }

    @Test
    void what_came_back_although_all_that_was_verified_held_was_verified_too_weakly() {
        is(
                completed(state(), state("workers", "8", "queue", "3")),
                FailureType.VERIFICATION_TOO_WEAK,
                "ev-1/verification");
    }

    @Test
    void where_all_that_the_steps_bring_about_was_so_before_something_else_is_wrong() {
        StateSnapshot scaled = state("workers", "8", "workers.configured", "8");
        is(completed(scaled, scaled), FailureType.WRONG_DIAGNOSIS, "ev-1/before/workers");
    }

    @Test
    void where_every_step_was_done_and_nothing_declares_to_mend_it_the_runbook_is_not_enough() {
        is(completed(state(), state("workers", "8")), FailureType.RUNBOOK_INSUFFICIENT, "ev-1/after/queue");
    }

    @Test
    void where_the_steps_declare_that_it_would_have_helped_nobody_can_tell() {
        Runbook plain = RunbookCodec.fromYaml("""
                id: shop-slow
                incidentTypes: [timeout]
                steps:
                  - {name: scale, action: scale, parameters: {to: "8"}}
                  - {name: restart, action: restart}
                verification: ["workers >= workers.needed"]
                """);
        Verification verification = Verification.of(plain.verification(), state(), name -> null);
        Analysis analysis = analyzer.analyze(
                run(ExecutionResult.Status.COMPLETED)
                        .state(state(), state())
                        .verification(verification)
                        .build(),
                plain);
        assertThat(analysis.type()).isEqualTo(FailureType.UNKNOWN);
        assertThat(analysis.confidence()).isZero();
    }

    @Test
    void what_was_stopped_says_nothing_of_the_runbook() {
        for (ExecutionResult.Status status : List.of(
                ExecutionResult.Status.STOPPED, ExecutionResult.Status.CANCELLED, ExecutionResult.Status.IN_DOUBT)) {
            assertThat(analyzer.analyze(run(status).failure(null, "bob").build(), RUNBOOK)
                            .type())
                    .isEqualTo(FailureType.UNKNOWN);
        }
    }

    @Test
    void a_confidence_is_a_share() {
        assertThatThrownBy(() -> new Analysis(FailureType.UNKNOWN, "", List.of(), 1.5, ""))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("between 0 and 1");
    }
}
