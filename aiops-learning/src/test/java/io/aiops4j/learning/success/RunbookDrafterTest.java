package io.aiops4j.learning.success;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionResultBuilder;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.learning.improve.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which fixes become a runbook, and why others do not. */
class RunbookDrafterTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Map<String, String> DOWN = Map.of("status", "down", "heap.used", "97.5", "pid", "17");
    private static final Map<String, String> UP = Map.of("status", "running", "heap.used", "40", "pid", "18");

    private final List<ActionSignature> catalogue = List.of(
            signature("restart_service", Parameter.text("service")),
            signature(
                    "set_heap",
                    Parameter.number("mb").between(1, 4096),
                    Parameter.text("unit").or("MB")),
            signature("clear", Parameter.text("instance")));
    private final AtomicInteger executions = new AtomicInteger();

    private static ActionSignature signature(String name, Parameter... parameters) {
        return new ActionSignature(name, List.of(parameters), Risk.LOW, true, true, List.of());
    }

    private ExecutionResult did(String name, UnaryOperator<ExecutionResultBuilder> more) {
        int number = executions.incrementAndGet();
        Instant start = NOON.plusSeconds(number);
        return more.apply(ExecutionResult.of("ex-" + number, name)
                        .on("default", "redis", "node-1")
                        .time(start, start.plusSeconds(1))
                        .state(StateSnapshot.of(start, DOWN), StateSnapshot.of(start, UP))
                        .status(ExecutionResult.Status.COMPLETED))
                .build();
    }

    private ExecutionResult did(String name, String... labels) {
        return did(name, builder -> {
            for (int i = 0; i < labels.length; i += 2) {
                builder.label(labels[i], labels[i + 1]);
            }
            return builder;
        });
    }

    private Draft draft(List<Resolved> past) {
        return new RunbookDrafter(
                        name -> catalogue.stream()
                                .filter(action -> action.name().equals(name))
                                .findFirst()
                                .orElse(null),
                        result -> Optional.empty(),
                        Redactor.standard())
                .draft(Client.DEFAULT, "out_of_memory", past);
    }

    private Draft times(int times, String name, String... labels) {
        List<Resolved> past = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            past.add(new Resolved("inc-" + i, Target.instance("redis", "node-" + i), List.of(did(name, labels))));
        }
        return draft(past);
    }

    @Test
    void what_was_recorded_under_the_name_of_an_action_becomes_a_step_on_the_target() {
        Runbook runbook = times(3, "restart_service").runbook().orElseThrow();
        assertThat(runbook.id()).isEqualTo("out_of_memory-restart_service");
        assertThat(runbook.steps()).hasSize(1);
        Step step = runbook.steps().get(0);
        assertThat(step.action()).isEqualTo("restart_service");
        assertThat(step.parameters()).isEqualTo(Map.of("service", "${target.service}"));
        assertThat(step.timeout()).isEqualTo(Step.DEFAULT_TIMEOUT);
        assertThat(runbook.origin().generated()).isTrue();
        assertThat(runbook.origin().why()).endsWith("not in 0, and nobody can tell of 3");
    }

    @Test
    void it_verifies_what_changed_each_time_and_nothing_else() {
        Runbook runbook = times(3, "restart_service").runbook().orElseThrow();
        assertThat(runbook.verification())
                .containsExactly(
                        Check.parse("heap.used < 68.75"), Check.parse("pid > 17.5"), Check.parse("status = 'running'"));
    }

    @Test
    void on_another_instance_each_time_it_is_the_same() {
        Runbook runbook = times(4, "clear").runbook().orElseThrow();
        assertThat(runbook.steps().get(0).parameters()).isEqualTo(Map.of("instance", "${target.instance}"));
        assertThat(runbook.origin().why()).contains("in 4 of the last 4");
    }

    @Test
    void twice_is_not_enough() {
        assertThat(times(2, "restart_service").why())
                .isEqualTo("something was done in 2 of 2 incidents, and the same in fewer than 3");
    }

    @Test
    void values_come_from_labels_that_are_named_like_parameters() {
        Runbook runbook =
                times(3, "set_heap", "mb", "512", "ticket", "T-1").runbook().orElseThrow();
        assertThat(runbook.steps().get(0).parameters()).isEqualTo(Map.of("mb", "512"));
    }

    @Test
    void an_action_that_nobody_registered_is_named() {
        assertThat(times(3, "flush_cache").why())
                .contains("flush_cache{} was done (ex-1, ex-2, ex-3)")
                .contains("there is no action 'flush_cache' in the catalogue; register one under that name");
    }

    @Test
    void a_value_that_nobody_recorded_is_named() {
        assertThat(times(3, "set_heap").why())
                .contains("nothing says which 'mb' 'set_heap' was given; record it as a label of that name");
    }

    @Test
    void values_out_of_bounds_masked_or_like_templates_are_none() {
        assertThat(times(3, "set_heap", "mb", "9000").why()).contains("it must be at most 4096");
        assertThat(times(3, "set_heap", "mb", "512", "unit", "<password:1>").why())
                .contains("masked");
        assertThat(times(3, "set_heap", "mb", "512", "unit", "${client}").why()).contains("its value is not known");
    }

    @Test
    void what_acted_on_something_else_is_no_draft() {
        assertThat(times(3, "restart_service", "service", "postgres").why())
                .contains("it was something else than the target of the incident");
    }

    @Test
    void steps_that_the_host_tells_of_are_steps() {
        List<Resolved> past = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            StepResult heap = done("set_heap", Map.of("mb", "512"), 40);
            StepResult restart = done("restart_service", Map.of("service", "redis"), 1);
            past.add(new Resolved(
                    "inc-" + i,
                    Target.service("redis"),
                    List.of(did("nightly", builder -> builder.steps(List.of(heap, restart, restart))))));
        }
        Runbook runbook = draft(past).runbook().orElseThrow();
        assertThat(runbook.steps())
                .extracting(Step::name)
                .containsExactly("set_heap", "restart_service", "restart_service-2");
        assertThat(runbook.steps().get(1).parameters()).isEqualTo(Map.of("service", "${target.service}"));
        assertThat(runbook.steps().get(0).timeout()).isEqualTo(Duration.ofSeconds(82));
    }

    private static StepResult done(String action, Map<String, String> parameters, int seconds) {
        return new StepResult(
                "any",
                action,
                parameters,
                StepResult.Status.DONE,
                1,
                NOON,
                Duration.ofSeconds(seconds),
                "",
                null,
                null);
    }

    @Test
    void where_something_else_came_before_the_last_is_the_fix() {
        List<Resolved> past = new ArrayList<>();
        for (String before : List.of("look_at_logs", "page_somebody", "set_heap")) {
            past.add(new Resolved(
                    "inc-" + before, Target.service("redis"), List.of(did(before), did("restart_service"))));
        }
        assertThat(draft(past).runbook().orElseThrow().steps())
                .extracting(Step::action)
                .containsExactly("restart_service");
    }

    @Test
    void what_failed_did_not_help() {
        List<Resolved> past = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ExecutionResult failed = did("set_heap", builder -> builder.status(ExecutionResult.Status.FAILED));
            past.add(new Resolved("inc-" + i, Target.service("redis"), List.of(failed, did("restart_service"))));
        }
        assertThat(draft(past).runbook().orElseThrow().steps()).hasSize(1);
    }

    @Test
    void without_a_change_that_was_seen_there_is_nothing_to_verify() {
        List<Resolved> past = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            StateSnapshot same = StateSnapshot.of(NOON, DOWN);
            past.add(new Resolved(
                    "inc-" + i,
                    Target.service("redis"),
                    List.of(did("restart_service", builder -> builder.state(same, same)))));
        }
        assertThat(draft(past).why()).contains("there is nothing to verify: record it with executions().against");
    }
}
