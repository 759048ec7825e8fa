package io.aiops4j.core.run;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Id;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.RunValues;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs what was approved, step by step, and nothing else. The start of a run and of each of its steps are appends that
 * require the versions of the streams on which they were cleared: if an approval is revoked in between, the append fails and
 * the handler is not called.
 *
 * <pre>{@code
 * ExecutionResult result = runner.run(runbooks.approved(client, digest), request);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Runner implements AutoCloseable {

    private final Journal journal;
    private final RecordStore<ExecutionResult> executions;
    private final ActionCatalogue actions;
    private final Clock clock;
    private final String node;
    private final WorkPool pool = new WorkPool();
    private final Prober prober;
    private final StepRunner steps;
    private final Clearance clearance;
    private final ChangeKind<RunRequest> requests = new RunRequestKind();

    /**
     * A runner on this node.
     *
     * @param journal where starts and ends are written
     * @param reviews whose word is needed; the kind <em>run now</em> is registered there
     * @param actions what can be done
     * @param probes what is read before and after, by name
     * @param executions where results are stored
     * @param proven whether a version may run by itself
     * @param clock what time it is
     * @param node this node's name
     */
    public Runner(
            Journal journal,
            ReviewQueue reviews,
            ActionCatalogue actions,
            Map<String, StateProbe> probes,
            RecordStore<ExecutionResult> executions,
            BiPredicate<Client, Digest> proven,
            Clock clock,
            String node) {
        this.journal = journal;
        this.executions = executions;
        this.actions = actions;
        this.clock = clock;
        this.node = node;
        this.prober = new Prober(probes, pool::submit, clock);
        this.steps = new StepRunner(pool, prober, clock);
        this.clearance = new Clearance(reviews, requests, proven, clock);
        reviews.register(requests);
    }

    /** The kind of change <em>run now</em>: a person allows exactly one request. */
    public ChangeKind<RunRequest> requests() {
        return requests;
    }

    /**
     * Runs an approved runbook as requested and returns when it is over.
     *
     * @throws NotApprovedException when exactly this may not run, here, now
     */
    public ExecutionResult run(Approved<Runbook> approved, RunRequest request) throws InterruptedException {
        Approved<Runbook> current = clearance.current(approved);
        Clearance.Granted granted = clearance.require(current, request);
        Runbook runbook = current.value();
        String id = Id.derived(
                "run",
                requests.digest(request).hex(),
                Long.toString(journal.head().position()));
        Run run = new Run(journal, request, granted, id);
        try {
            run.start(runbook);
        } catch (StaleAppendException e) {
            throw new NotApprovedException(
                    "Refused to run " + request.label() + ": what it was cleared on changed in that"
                            + " moment. Look at its approval, and ask again if it still holds.",
                    e);
        }
        return carryOut(run, id, runbook, request);
    }

    private ExecutionResult carryOut(Run run, String id, Runbook runbook, RunRequest request)
            throws InterruptedException {
        Instant started = clock.instant();
        RunValues values = RunValues.of(runbook, request.parameters(), request.client(), request.target());
        StateSnapshot before = prober.probe(request.target());
        List<StepResult> results = new ArrayList<>();
        Outcome outcome = preconditions(runbook, before, values);
        if (outcome.status() == ExecutionResult.Status.COMPLETED) {
            outcome = steps(run, runbook, runbook.steps(), values, request, id, results);
        }
        StateSnapshot after = prober.probe(request.target());
        Verification verification = outcome.status() == ExecutionResult.Status.NOT_STARTED
                ? Verification.unknown("no step was run")
                : Verification.of(runbook.verification(), after, values);
        ExecutionResult result = ExecutionResult.of(id, runbook.id())
                .version(runbook.version(), request.runbookDigest().hex())
                .incident(request.incidentId(), request.incidentType())
                .on(request.client().id(), request.target().toString(), node)
                .platform(runbook.platform())
                .time(started, clock.instant())
                .status(outcome.status())
                .verification(verification)
                .state(before, after)
                .failure(outcome.failure(), outcome.error())
                .steps(results)
                .evidence(Id.derived("ev", id, before.toString(), after.toString(), results.toString()))
                .build();
        executions.save(result);
        run.end(result);
        return result;
    }

    private record Outcome(
            ExecutionResult.Status status,
            @Nullable String error,
            @Nullable FailureType failure) {

        static final Outcome COMPLETED = new Outcome(ExecutionResult.Status.COMPLETED, null, null);

        static Outcome failed(StepResult step) {
            FailureType type = step.status() == StepResult.Status.TIMED_OUT ? FailureType.TIMING_OR_RACE : null;
            return new Outcome(ExecutionResult.Status.FAILED, "step '" + step.name() + "': " + step.error(), type);
        }

        // rolled back is only what was: a roll-back that failed or was stopped says so
        Outcome after(Outcome rollback) {
            return rollback.status() == ExecutionResult.Status.COMPLETED
                    ? new Outcome(ExecutionResult.Status.ROLLED_BACK, error, failure)
                    : new Outcome(rollback.status(), error + "; roll-back: " + rollback.error(), failure);
        }
    }

    private static Outcome preconditions(Runbook runbook, StateSnapshot before, RunValues values) {
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

    private Outcome steps(
            Run run,
            Runbook runbook,
            List<Step> todo,
            RunValues values,
            RunRequest request,
            String id,
            List<StepResult> results)
            throws InterruptedException {
        Outcome outcome = Outcome.COMPLETED;
        for (Step step : todo) {
            StepResult result;
            try {
                result = step(run, step, values, request, id, results.size());
            } catch (StaleAppendException e) {
                return new Outcome(
                        ExecutionResult.Status.STOPPED,
                        "what it was cleared on changed before step '" + step.name() + "'",
                        null);
            }
            results.add(result);
            if (result.done() || step.onFailure() == Step.OnFailure.CONTINUE) {
                continue;
            }
            outcome = Outcome.failed(result);
            if (step.onFailure() == Step.OnFailure.ROLL_BACK && todo != runbook.rollback()) {
                return outcome.after(steps(run, runbook, runbook.rollback(), values, request, id, results));
            }
            return outcome;
        }
        return outcome;
    }

    private StepResult step(Run run, Step step, RunValues values, RunRequest request, String id, int index)
            throws InterruptedException {
        Action action = actions.action(step.action());
        if (action == null) {
            return refused(step, "there is no action '" + step.action() + "' on this node");
        }
        Map<String, String> parameters = new HashMap<>();
        String refusal = resolve(step, action.signature(), values, parameters);
        if (refusal != null) {
            return refused(step, refusal);
        }
        String key = Id.derived("key", id, Integer.toString(index));
        run.startStep(new RunEntries.StepStarted(index, step.name(), step.action(), parameters, key));
        StepResult result = steps.run(step, action, Map.copyOf(parameters), values, request, key);
        run.endStep(index, result);
        return result;
    }

    private static @Nullable String resolve(
            Step step, ActionSignature signature, RunValues values, Map<String, String> resolved) {
        Map<String, @Nullable String> given = values.of(step, signature);
        for (Map.Entry<String, @Nullable String> entry : given.entrySet()) {
            String value = entry.getValue();
            String refusal = value == null
                    ? "it is missing"
                    : java.util.Objects.requireNonNull(signature.parameter(entry.getKey()))
                            .refusal(value);
            if (value == null || refusal != null) {
                return "parameter '" + entry.getKey() + "': " + refusal;
            }
            resolved.put(entry.getKey(), value);
        }
        return null;
    }

    private StepResult refused(Step step, String why) {
        return new StepResult(
                step.name(),
                step.action(),
                step.parameters(),
                StepResult.Status.FAILED,
                0,
                clock.instant(),
                java.time.Duration.ZERO,
                "",
                why);
    }

    /** Stops the threads of handlers and probes. */
    @Override
    public void close() {
        pool.close();
    }
}
