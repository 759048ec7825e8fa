package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Id;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.ExecutionResultBuilder;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries one run whose turn it is from where it stands to its end, and says what came of it: the record first, then the entry. */
final class Carrier {

    private final RunnerParts parts;
    private final Guard guard;
    private final Prober prober;
    private final StepRunner steps;

    Carrier(RunnerParts parts) {
        this.parts = parts;
        this.guard = new Guard(parts);
        this.prober = parts.prober();
        this.steps = new StepRunner(parts.pool(), prober, parts.clock());
    }

    Guard guard() {
        return guard;
    }

    Past past(String id) {
        return Past.of(parts.reader().stream(RunEntries.stream(id)), parts.requests(), parts.seal());
    }

    boolean isBusy(String id) {
        return steps.isBusy(id);
    }

    List<String> stuck(Predicate<String> underWay) {
        return steps.stuck(underWay);
    }

    /**
     * Begins, or goes on with what was begun.
     *
     * @throws NotApprovedException when it may not; a run that was queued is ended with that, so that everybody sees why, unless a
     *     guardrail refused it that has nothing against it soon
     */
    ExecutionResult begin(
            Runner.Open open,
            RunRequest request,
            Past past,
            Supplier<Approved<Runbook>> approved,
            Supplier<Lease> lease)
            throws InterruptedException {
        Run run = new Run(parts.journal(), parts.seal(), request, lease, open.id(), past.version());
        Approved<Runbook> current;
        try {
            current = start(run, open, request, past, approved);
        } catch (NotApprovedException refused) {
            if (past.version() > 0 && !mayWait(refused, open, past)) {
                boolean started = past.started() != null;
                boolean inDoubt = past.doubted() != null;
                ExecutionResult.Status status = !started
                        ? ExecutionResult.Status.NOT_STARTED
                        : inDoubt ? ExecutionResult.Status.IN_DOUBT : ExecutionResult.Status.STOPPED;
                close(open, request, past, lease, status, String.valueOf(refused.getMessage()));
            }
            throw refused;
        }
        return carryOut(run, current.value(), open, request, past);
    }

    // what passes by itself, before the run has waited for too long, is no reason to end it
    private static boolean mayWait(NotApprovedException refused, Runner.Open open, Past past) {
        return past.started() == null
                && refused instanceof GuardrailException rule
                && rule.waits()
                && (rule.retryAt() == null
                        || rule.retryAt().isBefore(open.queued().plus(RunLine.PATIENCE)));
    }

    private Approved<Runbook> start(
            Run run, Runner.Open open, RunRequest request, Past past, Supplier<Approved<Runbook>> approved)
            throws InterruptedException {
        Approved<Runbook> current = approved.get();
        Clearance clearance = parts.clearance();
        if (past.started() != null) {
            run.resume(clearance.again(current, request), past);
            return current;
        }
        Clearance.Granted granted = clearance.require(current, request);
        String canonical = parts.requests().encode(request);
        try (Guard.Entrance entrance = guard.enter(open.id(), request, current.value())) {
            while (true) {
                try {
                    run.start(current.value(), granted, canonical, entrance);
                    return current;
                } catch (StaleAppendException e) {
                    if (!entrance.again(e)) {
                        throw moved(request, e);
                    }
                }
            }
        }
    }

    private static NotApprovedException moved(RunRequest request, StaleAppendException why) {
        return new NotApprovedException(
                "Refused to run " + request.label() + ": what it was cleared on changed in that"
                        + " moment. Look at its approval, and ask again if it still holds.",
                why);
    }

    private ExecutionResult carryOut(Run run, Runbook runbook, Runner.Open open, RunRequest request, Past past)
            throws InterruptedException {
        Instant started = past.started() == null ? parts.clock().instant() : past.started();
        StateSnapshot before = prober.probe(request.target());
        Course course = new Course(
                run,
                runbook,
                request,
                open.id(),
                past,
                new Course.Parts(parts.actions(), steps, prober, parts.clock(), parts.redactor()),
                () -> stoppedBy(open.id(), request));
        boolean resumed = past.started() != null;
        StateSnapshot first = resumed
                ? new StateSnapshot(before.time(), Map.of(), Map.of("before", "the node that read it went down"))
                : before;
        Aftermath.Found found = new Aftermath(parts, prober, run, request, () -> stoppedBy(open.id(), request))
                .look(course.go(before), runbook, first, course.values());
        List<StepResult> results = course.results();
        ExecutionResult result = result(open.id(), request, started)
                .platform(runbook.platform())
                .status(found.outcome().status())
                .verification(found.verification())
                .state(first, found.after())
                .watched(found.watched())
                .failure(found.outcome().failure(), found.outcome().error())
                .steps(results)
                .evidence(Id.derived(
                        "ev", open.id(), first.toString(), found.after().toString(), results.toString()))
                .build()
                .redacted(parts.redactor());
        parts.executions().save(result);
        run.end(result);
        return result;
    }

    private ExecutionResultBuilder result(String id, RunRequest request, Instant started) {
        Instant now = parts.clock().instant();
        return ExecutionResult.of(id, request.runbookId())
                .version(request.runbookVersion(), request.runbookDigest().hex())
                .incident(request.incidentId(), request.incidentType())
                .on(request.client().id(), request.target().toString(), parts.node())
                .platform("any")
                .time(started.isAfter(now) ? now : started, now);
    }

    // who, of those who may at any time, ended it: whoever cancelled it or has taken its incident over
    private @Nullable Actor stoppedBy(String id, RunRequest request) {
        Actor cancelled = past(id).cancelledBy();
        if (cancelled != null || request.incidentId() == null) {
            return cancelled;
        }
        return Incidents.Custody.of(parts.reader().stream(IncidentEntries.custody(request.incidentId())), parts.seal())
                .holder();
    }

    /** Ends a run that does not go on. */
    void close(
            Runner.Open open,
            RunRequest request,
            Past past,
            Supplier<Lease> lease,
            ExecutionResult.Status status,
            String why) {
        Instant started = past.started() == null ? open.queued() : past.started();
        List<StepResult> done = past.all();
        ExecutionResult result = result(open.id(), request, started)
                .status(status)
                .verification(Verification.unknown("it did not come to its end"))
                .failure(null, why)
                .steps(done)
                .build()
                .redacted(parts.redactor());
        parts.executions().save(result);
        new Run(parts.journal(), parts.seal(), request, lease, open.id(), past.version()).end(result);
    }
}
