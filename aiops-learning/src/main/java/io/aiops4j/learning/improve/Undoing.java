package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A roll-back where a step failed behind others that can be undone and were not. */
final class Undoing {

    /** Which built-in action undoes which. */
    private static final Map<String, String> UNDOES = Map.of("edit_config", "restore_config");

    private Undoing() {}

    static Stream<Change> changes(Failure failure) {
        boolean left = failure.result().status() == ExecutionResult.Status.FAILED
                && failure.parent().rollback().isEmpty();
        List<Step> undoing = left ? undoing(failure) : List.of();
        if (undoing.isEmpty()) {
            return Stream.empty();
        }
        List<Step> steps = failure.parent().steps().stream()
                .map(step -> step.onFailure() == Step.OnFailure.STOP ? rollingBack(step) : step)
                .toList();
        return Stream.of(Change.ofRollback(
                failure.parent(), steps, undoing, "what was done before a step that fails is undone"));
    }

    private static List<Step> undoing(Failure failure) {
        List<Step> undoing = new ArrayList<>();
        for (StepResult done : failure.result().steps()) {
            Step step = failure.step(done.name()).orElse(null);
            if (done.done() && step != null) {
                Step undo = undo(failure, step);
                if (undo != null) {
                    undoing.add(undo);
                }
            }
        }
        Collections.reverse(undoing);
        return undoing;
    }

    private static @Nullable Step undo(Failure failure, Step step) {
        String action = UNDOES.get(step.action());
        ActionSignature signature = action == null ? null : failure.catalogue().apply(action);
        if (signature == null) {
            return null;
        }
        Map<String, String> parameters = new TreeMap<>();
        step.parameters().forEach((name, value) -> {
            if (signature.parameter(name) != null) {
                parameters.put(name, value);
            }
        });
        return new Step(
                failure.freshName("undo-" + step.name()),
                signature.name(),
                parameters,
                null,
                step.timeout(),
                0,
                Duration.ZERO,
                Step.OnFailure.STOP);
    }

    private static Step rollingBack(Step step) {
        return new Step(
                step.name(),
                step.action(),
                step.parameters(),
                step.check(),
                step.timeout(),
                step.retries(),
                step.pause(),
                Step.OnFailure.ROLL_BACK);
    }
}
