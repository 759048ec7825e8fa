package io.aiops4j.core.run;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshots;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.review.Approved;
import io.aiops4j.core.review.ChangeKind;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.Verifiers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a runner is made of. Whatever is not said has a default.
 *
 * <pre>{@code
 * Runner runner = new Runner(RunnerParts.of(
 *                 stores.journal(), stores.leases(), authority.seal(), reviews, runbooks, executions)
 *         .actions(catalogue)
 *         .node("node-1", target -> target.service().startsWith("shop")));
 * }</pre>
 *
 * <p>Used by one thread until a runner is made of it.
 */
public final class RunnerParts {

    /** How long after a node went down another one may go on with its runs. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private final Journal journal;
    private final Leases leases;
    private final Seal seal;
    private final ReviewQueue reviews;
    private final Runbooks runbooks;
    private final ChangeKind<RunRequest> requests = new RunRequestKind();
    private ThreadFactory threads = Thread::new;
    private @Nullable WorkPool pool;
    private ActionCatalogue actions = ActionCatalogue.of(List.of());
    private Map<String, StateProbe> probes = Map.of();
    private final RecordStore<ExecutionResult> executions;
    private BiPredicate<Client, Digest> proven = (client, version) -> false;
    private Predicate<Target> reach = target -> true;
    private Guardrails guardrails = Guardrails.DEFAULT;
    private Duration lease = LEASE;
    private Clock clock = Clock.systemUTC();
    private String node = "local";
    private @Nullable Snapshots snapshots;
    private Redactor redactor = Redactor.standard();
    private Verifiers verifiers = Verifiers.standard();

    private RunnerParts(
            Journal journal,
            Leases leases,
            Seal seal,
            ReviewQueue reviews,
            Runbooks runbooks,
            RecordStore<ExecutionResult> executions) {
        this.journal = journal;
        this.leases = leases;
        this.seal = seal;
        this.reviews = reviews;
        this.runbooks = runbooks;
        this.executions = executions;
    }

    /** What every runner needs: where it is written, who may act on what, whose word counts, what was proposed, where results go. */
    public static RunnerParts of(
            Journal journal,
            Leases leases,
            Seal seal,
            ReviewQueue reviews,
            Runbooks runbooks,
            RecordStore<ExecutionResult> executions) {
        return new RunnerParts(journal, leases, seal, reviews, runbooks, executions);
    }

    /** What makes the threads that handlers and probes run on, such as virtual ones; they are daemons and get names of ours. */
    public RunnerParts threads(ThreadFactory factory) {
        threads = factory;
        return this;
    }

    /** What makes threads. */
    public ThreadFactory threads() {
        return threads;
    }

    /** What can be done; nothing when nothing is said. */
    public RunnerParts actions(ActionCatalogue catalogue) {
        actions = catalogue;
        return this;
    }

    /** What is read before and after, by name. */
    public RunnerParts probes(Map<String, StateProbe> byName) {
        // in their order: where two read a value of one name, it is the same one that wins each time
        probes = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        return this;
    }

    /** Whether a version may run by itself. */
    public RunnerParts proven(BiPredicate<Client, Digest> by) {
        proven = by;
        return this;
    }

    /** This node's name, and what it reaches; everything when nothing is said. */
    public RunnerParts node(String name, Predicate<Target> reaches) {
        node = name;
        reach = reaches;
        return this;
    }

    /** Limits that hold whatever was approved. */
    public RunnerParts guardrails(Guardrails limits) {
        guardrails = limits;
        return this;
    }

    /** How long after this node went down another one may go on with its runs; {@link #LEASE} when nothing is said. */
    public RunnerParts lease(Duration lifetime) {
        lease = lifetime;
        return this;
    }

    /** Where it is noted which runs are open, so that a start does not read the whole journal; nowhere when nothing is said. */
    public RunnerParts snapshots(Snapshots cache) {
        snapshots = cache;
        return this;
    }

    /** What is secret in what handlers and probes say; {@link Redactor#standard()} when nothing is said. */
    public RunnerParts redactor(Redactor rules) {
        redactor = rules;
        return this;
    }

    /** What may refute the verification of runbooks, by type of incident; {@link Verifiers#standard()} when nothing is said. */
    public RunnerParts verifiers(Verifiers byType) {
        verifiers = byType;
        return this;
    }

    /** What time it is. */
    public RunnerParts clock(Clock time) {
        clock = time;
        return this;
    }

    RunnerParts ready() {
        reviews.register(requests);
        return this;
    }

    Journal journal() {
        return journal;
    }

    JournalReader reader() {
        return new JournalReader(journal);
    }

    View<Map<String, Runner.Open>> openRuns() {
        OpenRuns fold = new OpenRuns(requests, seal);
        return snapshots == null ? new View<>(journal, fold) : snapshots.view(journal, fold);
    }

    /** What is secret in what handlers, probes and other code of the host say. */
    public Redactor redactor() {
        return redactor;
    }

    Verifiers verifiers() {
        return verifiers;
    }

    Duration recurrence() {
        return guardrails.recurrence();
    }

    Leases leases() {
        return leases;
    }

    Seal seal() {
        return seal;
    }

    ReviewQueue reviews() {
        return reviews;
    }

    ChangeKind<RunRequest> requests() {
        return requests;
    }

    ActionCatalogue actions() {
        return actions;
    }

    RecordStore<ExecutionResult> executions() {
        return executions;
    }

    Guardrails guardrails() {
        return guardrails;
    }

    Duration lease() {
        return lease;
    }

    Clock clock() {
        return clock;
    }

    String node() {
        return node;
    }

    /** How time goes by, in nanoseconds: for a clock that a test sets, as that clock says. */
    LongSupplier elapsed() {
        Clock own = clock;
        return own.equals(Clock.system(own.getZone()))
                ? System::nanoTime
                : () -> ChronoUnit.NANOS.between(Instant.EPOCH, own.instant());
    }

    boolean reaches(Target target) {
        try {
            return reach.test(target);
        } catch (RuntimeException e) { // it is the host's: what it cannot tell is not reached
            return false;
        }
    }

    synchronized WorkPool pool() {
        if (pool == null) {
            pool = new WorkPool(threads);
        }
        return pool;
    }

    Prober prober() {
        return new Prober(probes, pool()::submit, clock);
    }

    Clearance clearance() {
        return new Clearance(reviews, requests, proven, reader(), seal, clock);
    }

    Approved<Runbook> approved(RunRequest request) {
        return runbooks.approved(request.client(), request.runbookDigest());
    }
}
