package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Id;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one run, from wherever it stands to its end. A step is intent, effect, done: of one that was begun on a node that went
 * down nobody knows whether it had its effect, so its check is asked first; only what is declared idempotent is done again.
 */
final class Course {

    private final Run run;
    private final Runbook runbook;
    private final RunRequest request;
    private final String id;
    private final RunValues values;
    private final Past past;
    private final Parts parts;
    private final Supplier<@Nullable Actor> cancelledBy;
    private final List<StepResult> results = new ArrayList<>();

    /** What every course of a runner shares. */
    record Parts(ActionCatalogue actions, StepRunner steps, Prober prober, Clock clock, Redactor redactor) {}

    Course(
            Run run,
            Runbook runbook,
            RunRequest request,
            String id,
            Past past,
            Parts parts,
            Supplier<@Nullable Actor> cancelledBy) {
        this.run = run;
        this.runbook = runbook;
        this.request = request;
        this.id = id;
        this.values = RunValues.of(runbook, request.parameters(), request.client(), request.target());
        this.past = past;
        this.parts = parts;
        this.cancelledBy = cancelledBy;
    }

    /** How a run ended, and why. */
    record Outcome(
            ExecutionResult.Status status,
            @Nullable String error,
            @Nullable FailureType failure) {

        static final Outcome COMPLETED = new Outcome(ExecutionResult.Status.COMPLETED, null, null);

        static Outcome of(ExecutionResult.Status status, String error) {
            return new Outcome(status, error, null);
        }

        static Outcome failed(StepResult step) {
            return new Outcome(
                    ExecutionResult.Status.FAILED, "step '" + step.name() + "': " + step.error(), step.failure());
        }

        // rolled back is only what was: a roll-back that failed or was stopped says so
        Outcome after(Outcome rollback) {
            return rollback.status() == ExecutionResult.Status.COMPLETED
                    ? new Outcome(ExecutionResult.Status.ROLLED_BACK, error, failure)
                    : new Outcome(rollback.status(), error + "; roll-back: " + rollback.error(), failure);
        }
    }

    List<StepResult> results() {
        return List.copyOf(results);
    }

    RunValues values() {
        return values;
    }

    /** Goes to the end; the state is the one from before the first step. */
    Outcome go(StateSnapshot before) throws InterruptedException {
        Outcome outcome = past.isBegun() ? Outcome.COMPLETED : preconditions(before);
        return outcome.status() == ExecutionResult.Status.COMPLETED ? steps(runbook.steps()) : outcome;
    }

    private Outcome preconditions(StateSnapshot before) {
        for (Check check : runbook.preconditions()) {
            if (check.test(before, values) != Check.Result.HOLDS) {
                return new Outcome(
                        ExecutionResult.Status.NOT_STARTED,
                        "precondition " + check + " does not hold (it is " + before.value(check.subject()) + ")",
                        FailureType.WRONG_DIAGNOSIS);
            }
        }
        return Outcome.COMPLETED;
    }

    private Outcome steps(List<Step> todo) throws InterruptedException {
        for (Step step : todo) {
            if (run.isExpired(parts.clock().instant())) {
                return Outcome.of(
                        ExecutionResult.Status.STOPPED,
                        "its approval ended at " + run.until() + ", before step '" + step.name() + "'");
            }
            StepResult result;
            try {
                result = step(step, results.size());
            } catch (StaleAppendException e) {
                return stopped(step, e);
            }
            results.add(result);
            if (parts.steps().isBusy(id)) {
                // nothing else may act on the target while that handler does
                return Outcome.failed(result);
            }
            if (result.status() == StepResult.Status.IN_DOUBT) {
                return Outcome.of(ExecutionResult.Status.IN_DOUBT, "step '" + step.name() + "': " + result.error());
            }
            if (result.done() || step.onFailure() == Step.OnFailure.CONTINUE) {
                continue;
            }
            Outcome failed = Outcome.failed(result);
            boolean rollBack = step.onFailure() == Step.OnFailure.ROLL_BACK && todo != runbook.rollback();
            return rollBack ? failed.after(steps(runbook.rollback())) : failed;
        }
        return Outcome.COMPLETED;
    }

    private Outcome stopped(Step step, StaleAppendException why) {
        Actor person = cancelledBy.get();
        if (person != null) {
            return Outcome.of(
                    ExecutionResult.Status.CANCELLED, person + " stopped it before step '" + step.name() + "'");
        }
        return Outcome.of(
                ExecutionResult.Status.STOPPED,
                "what it was cleared on changed before step '" + step.name() + "' (" + why.stream() + ")");
    }

    private StepResult step(Step step, int index) throws InterruptedException {
        StepResult before = past.step(index);
        if (before != null) {
            return before;
        }
        Action action = parts.actions().action(step.action());
        RunEntries.StepStarted doubted = past.doubted();
        if (doubted != null && doubted.index() == index) {
            StepResult known = known(step, action, doubted);
            if (known != null) {
                return ended(index, known);
            }
        }
        if (action == null) {
            return refused(
                    step, "there is no action '" + step.action() + "' on this node", FailureType.ACTION_UNSUPPORTED);
        }
        Map<String, String> parameters = new HashMap<>();
        String refusal = resolve(step, action.signature(), values, parameters);
        if (refusal != null) {
            return refused(step, refusal, FailureType.PARAMETER_WRONG);
        }
        String key = Id.derived("key", id, Integer.toString(index));
        run.startStep(new RunEntries.StepStarted(index, step.name(), step.action(), parameters, key));
        StepContext context = new StepContext(request, Map.copyOf(parameters), key, run.fence(), id);
        return ended(index, parts.steps().run(step, action, context, values));
    }

    // the journal sees no secret, and the record is redacted as a whole
    private StepResult ended(int index, StepResult result) {
        run.endStep(index, result.redacted(parts.redactor().begin()));
        return result;
    }

    /** What can be said of a step that a node went down in, or null when it may be done again. */
    private @Nullable StepResult known(Step step, @Nullable Action action, RunEntries.StepStarted doubted)
            throws InterruptedException {
        Check check = step.check();
        Check.Result found =
                check == null ? Check.Result.UNKNOWN : check.test(parts.prober().probe(request.target()), values);
        if (found == Check.Result.HOLDS) {
            return result(step, doubted, StepResult.Status.DONE, "its check held after its node went down", null);
        }
        if (action != null && action.signature().idempotent()) {
            return null;
        }
        String why = found == Check.Result.FAILS
                ? "its check does not hold, and it is not declared idempotent"
                : "nothing tells whether it had its effect, and it is not declared idempotent";
        return inDoubt(step, doubted, why);
    }

    private StepResult inDoubt(Step step, RunEntries.StepStarted doubted, String why) {
        return result(step, doubted, StepResult.Status.IN_DOUBT, "", "its node went down during it: " + why);
    }

    private StepResult result(
            Step step,
            RunEntries.StepStarted doubted,
            StepResult.Status status,
            String output,
            @Nullable String error) {
        return new StepResult(
                step.name(),
                step.action(),
                doubted.parameters(),
                status,
                1,
                parts.clock().instant(),
                Duration.ZERO,
                output,
                error,
                null);
    }

    /** The values that a step's handler gets, or why there is none. */
    static @Nullable String resolve(
            Step step, ActionSignature signature, RunValues values, Map<String, String> resolved) {
        Map<String, @Nullable String> given = values.of(step, signature);
        for (Map.Entry<String, @Nullable String> entry : given.entrySet()) {
            String value = entry.getValue();
            String refusal = value == null
                    ? "it is missing"
                    : Objects.requireNonNull(signature.parameter(entry.getKey()))
                            .refusal(value);
            if (value == null || refusal != null) {
                return "parameter '" + entry.getKey() + "': " + refusal;
            }
            resolved.put(entry.getKey(), value);
        }
        return null;
    }

    private StepResult refused(Step step, String why, FailureType type) {
        return new StepResult(
                step.name(),
                step.action(),
                step.parameters(),
                StepResult.Status.FAILED,
                0,
                parts.clock().instant(),
                Duration.ZERO,
                "",
                why,
                type);
    }
}
