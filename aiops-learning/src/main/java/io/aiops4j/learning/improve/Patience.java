package io.aiops4j.learning.improve;

import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a step, or the last look, came too early: more time, another attempt, or a wait. */
final class Patience {

    static final int RETRIES = 3;
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a wait may take that is added before the last look. */
    static final Duration WAIT = Duration.ofMinutes(5);

    private static final String WAIT_UNTIL = "wait_until";
    private static final String UNTIL = "until";

    private Patience() {}

    static Stream<Change> changes(Failure failure) {
        List<StepResult> failed = failure.result().steps().stream()
                .filter(step -> !step.done() && step.attempts() > 0)
                .toList();
        return failed.isEmpty() ? waits(failure) : failed.stream().flatMap(result -> retries(failure, result));
    }

    private static Stream<Change> retries(Failure failure, StepResult result) {
        Step step = failure.step(result.name()).orElse(null);
        if (step == null) {
            return Stream.empty();
        }
        List<Change> changes = new ArrayList<>();
        Duration twice = step.timeout().multipliedBy(2);
        if (result.status() == StepResult.Status.TIMED_OUT && twice.compareTo(Step.LONGEST_TIMEOUT) <= 0) {
            changes.add(with(failure, step, timeout(step, twice), "'" + step.name() + "' is given twice the time"));
        }
        ActionSignature signature = failure.catalogue().apply(step.action());
        if (signature != null && signature.idempotent() && step.retries() < RETRIES) {
            changes.add(with(
                    failure,
                    step,
                    step.retrying(RETRIES, PAUSE),
                    "'" + step.name() + "' is tried again after a pause"));
        }
        return changes.stream();
    }

    private static Change with(Failure failure, Step old, Step fresh, String what) {
        List<Step> steps = failure.parent().steps().stream()
                .map(step -> step.equals(old) ? fresh : step)
                .toList();
        return Change.ofSteps(failure.parent(), steps, what);
    }

    private static Step timeout(Step step, Duration timeout) {
        return new Step(
                step.name(),
                step.action(),
                step.parameters(),
                step.check(),
                timeout,
                step.retries(),
                step.pause(),
                step.onFailure());
    }

    // every step was done, and the world was not yet, or not any more, what was looked for
    private static Stream<Change> waits(Failure failure) {
        ActionSignature wait = failure.catalogue().apply(WAIT_UNTIL);
        if (wait == null || wait.parameter(UNTIL) == null) {
            return Stream.empty();
        }
        return failure.failing().stream().limit(1).map(check -> {
            List<Step> steps = new ArrayList<>(failure.parent().steps());
            steps.add(waiting(failure.freshName("wait"), check));
            return Change.ofSteps(failure.parent(), steps, "it waits until " + check + " before the last look");
        });
    }

    private static Step waiting(String name, Check check) {
        return new Step(
                name, WAIT_UNTIL, Map.of(UNTIL, check.text()), check, WAIT, 0, Duration.ZERO, Step.OnFailure.STOP);
    }
}
