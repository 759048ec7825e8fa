package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.NotApprovedException;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what was approved, step by step, and nothing else. The start of a run and of each of its steps are appends that
 * require the versions of the streams on which they were cleared, and the lease of the target: if an approval is revoked in
 * between, or another node has got hold of the target, the append fails and the handler is not called.
 *
 * <pre>{@code
 * ExecutionResult result = aiops.runs().run(RunRequest.of(version, Target.service("redis"), Actor.person("bob")));
 * aiops.runs().halt(Actor.person("bob"), "nothing may be touched during the audit");
 * }</pre>
 *
 * <p>On many nodes: a run that is queued is taken up by a node that reaches its target, one run for each service at a time, in the order
 * in which they were asked for. When that node goes down, another one that reaches the target goes on with it.
 *
 * <p>Safe for use by many threads.
 */
public final class Runner implements AutoCloseable {

    /**
     * A run that is not over: it waits for a node that reaches its target, or is under way.
     *
     * <pre>{@code
     * aiops.runs().open().forEach(run -> aiops.runs().cancel(run.id(), Actor.person("bob"), "maintenance"));
     * }</pre>
     *
     * @param id of the run
     * @param client whose systems
     * @param target what it acts on
     * @param queued since when it waits, or when it began
     * @param started whether it is under way
     */
    public record Open(String id, Client client, Target target, Instant queued, boolean started) {

        /** What no two runs hold at once: a fix of one instance can break a fix of the whole service. */
        String place() {
            return client.id() + "/" + target.service();
        }
    }

    /**
     * What a run would do, without anything that acts.
     *
     * <pre>{@code
     * DryRun dry = aiops.runs().dryRun(request);
     * if (dry.refusal() == null) dry.steps().forEach(System.out::println);
     * }</pre>
     *
     * @param refusal why it might not start now, or null when it might
     * @param unmet preconditions that do not hold now, or cannot be told
     * @param steps what each step would do, with the values that its handler would get
     * @param before the state now
     * @param after the state that the declared effects of its actions lead to; what they leave out stays as it is
     * @param verification what the runbook would say of that state
     */
    public record DryRun(
            @Nullable String refusal,
            List<String> unmet,
            List<Planned> steps,
            StateSnapshot before,
            StateSnapshot after,
            Verification verification) {

        /** Copies the lists. */
        public DryRun {
            unmet = List.copyOf(unmet);
            steps = List.copyOf(steps);
        }

        /**
         * What a step would do.
         *
         * @param name the step's name
         * @param action the action's name
         * @param parameters the values that its handler would get
         * @param preview what its action says of it, such as which files would go; empty when it says nothing
         * @param refusal why it could not be done here, or null
         */
        public record Planned(
                String name,
                String action,
                Map<String, String> parameters,
                String preview,
                @Nullable String refusal) {

            /** Copies the parameters. */
            public Planned {
                parameters = Map.copyOf(parameters);
            }
        }
    }

    private final RunnerParts parts;
    private final RunLine line;
    private final Recurrences recurrences;

    /** A runner of these parts. */
    public Runner(RunnerParts parts) {
        this.parts = parts.ready();
        this.line = new RunLine(parts);
        this.recurrences = new Recurrences(parts);
    }

    /** The limits that hold here. */
    public Guardrails guardrails() {
        return parts.guardrails();
    }

    /** What runbooks can do here. */
    public ActionCatalogue actions() {
        return parts.actions();
    }

    /** The kind of change <em>run now</em>: a person allows exactly one request. */
    public ChangeKind<RunRequest> requests() {
        return parts.requests();
    }

    /**
     * Runs an approved runbook as requested, on this node, and returns when it is over. While another run acts on the same service it
     * waits for its turn.
     *
     * @throws NotApprovedException when exactly this may not run, here, now
     */
    public ExecutionResult run(Approved<Runbook> approved, RunRequest request) throws InterruptedException {
        return line.run(request, () -> parts.clearance().current(approved));
    }

    /**
     * Runs the approved version that a request names, on this node, and returns when it is over.
     *
     * @throws NotApprovedException when exactly this may not run, here, now
     */
    public ExecutionResult run(RunRequest request) throws InterruptedException {
        return line.run(request, () -> parts.approved(request));
    }

    /** What would happen, without anything that acts: whether it may start, what each step would do, and what that would change. */
    public DryRun dryRun(RunRequest request) throws InterruptedException {
        return new DryRunner(parts, line.guard()).run(request);
    }

    /** The same append, with which a run begins to wait for a node that reaches its target; the same request waits only once. */
    public Append queueing(Append append, RunRequest request) {
        return line.queue().queueing(append, request);
    }

    /** Lets a run wait for a node that reaches its target, unless exactly this request did so before; gives the run's id. */
    public String queue(RunRequest request) {
        return line.queue().queue(request);
    }

    /** Takes up what waits for this node, or was left by one that went down, each on this executor. To be called again and again. */
    public void turn(Executor executor) {
        line.turn(executor);
    }

    /** Every run that is not over, in the order in which they were asked for. */
    public List<Open> open() {
        return line.open();
    }

    /** How many runs this node is at, in this moment. */
    public int underWay() {
        return line.underWay();
    }

    /**
     * Ends a run before its next step, on whichever node it is.
     *
     * @throws AiopsException when it is over, or the person is no approver
     */
    public void cancel(String executionId, Actor approver, String why) {
        requireApprover(approver, "cancel a run");
        line.cancel(executionId, approver, why);
    }

    /** Stops everything, on all nodes: nothing starts, and what is under way ends before its next step. */
    public void halt(Actor approver, String why) {
        requireApprover(approver, "halt runs");
        line.move(RunEntries.HALTED, approver, why);
    }

    /** Lets runs start again. */
    public void resume(Actor approver, String why) {
        requireApprover(approver, "resume runs");
        line.move(RunEntries.RESUMED, approver, why);
    }

    /** Who halted everything, and why; empty when runs may start. */
    public Optional<String> halted() {
        return line.halted();
    }

    /**
     * Looks whether the incident of a run that was said to have helped came back within {@link Guardrails#recurrence}: such a run is said not
     * to have helped, once, on whichever node. To be called when an incident opens, before anything is decided about it.
     */
    public void lookBack() {
        recurrences.look();
    }

    private void requireApprover(Actor actor, String verb) {
        if (!parts.reviews().isApprover(actor)) {
            throw new AiopsException(
                    actor + " may not " + verb + ": the host names no such approver, or it was revoked.");
        }
    }

    /** The handlers that were told to stop and did not, each with its thread; their targets stay locked until they end. */
    public List<String> stuck() {
        return line.stuck();
    }

    /** Stops the threads of handlers and probes. */
    @Override
    public void close() {
        parts.pool().close();
    }
}
