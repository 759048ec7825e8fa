package io.aiops4j.learning.loop;

import io.aiops4j.core.Client;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from each run that did not help, once: finds out why, keeps that, and lets a better version be proposed. That it is about to
 * is stored before, and it holds a lease meanwhile: so a run is analysed by one node at a time, and one whose analysis takes its
 * node down is parked like one whose analysis throws.
 */
final class Learner {

    /** How long an analysis may take before another node takes it up. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Learner.class);

    private final RecordStore<ExecutionResult> executions;
    private final RecordStore<Learned> learned;
    private final Runbooks runbooks;
    private final Leases leases;
    private final String holder;
    private final FailureAnalyzer analyzer;
    private final Proposer proposer;
    private final Redactor redactor;
    private final AtomicLong analysed = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();

    Learner(
            RecordStore<ExecutionResult> executions,
            RecordStore<Learned> learned,
            Runbooks runbooks,
            Leases leases,
            String holder,
            FailureAnalyzer analyzer,
            Proposer proposer,
            Redactor redactor) {
        this.executions = executions;
        this.learned = learned;
        this.runbooks = runbooks;
        this.leases = leases;
        this.holder = holder;
        this.analyzer = analyzer;
        this.proposer = proposer;
        this.redactor = redactor;
    }

    /** Whether there may be something to learn from this entry. */
    static boolean wants(Entry entry) {
        boolean tells = entry.is(RunEntries.ENDED) || entry.is(RunEntries.RECURRED);
        return tells && !entry.payload().isErased();
    }

    /** Learns from a run that ended without success, or whose success did not last; says what it came to. */
    LeasedFollower.Worked learnFrom(Entry entry) {
        boolean helped = entry.is(RunEntries.ENDED)
                && entry.payload().as(RunEntries.Ended.class).success();
        if (!wants(entry) || helped) {
            return LeasedFollower.Worked.NOTHING;
        }
        String id = RunEntries.executionId(entry.stream());
        Optional<ExecutionResult> stored = executions
                .find(Query.all().where("id", id).limit(1))
                .records()
                .stream()
                .filter(result -> !result.success()) // a line that nobody sealed may say that a success did not last
                .findFirst();
        if (stored.isEmpty() || version(entry.client(), stored.get()).isEmpty()) {
            return LeasedFollower.Worked.NOTHING;
        }
        return learn(entry.client(), stored.get()).isPresent()
                ? LeasedFollower.Worked.DONE
                : LeasedFollower.Worked.LATER;
    }

    /** What is learned from a run, now or before; empty when no known version was run, or somebody else is at it. */
    Optional<Learned> learn(Client client, ExecutionResult result) {
        Optional<Learned> known = known(result.executionId()).filter(Learned::isOver);
        Optional<Runbook> runbook = version(client, result);
        if (known.isPresent() || runbook.isEmpty()) {
            return known;
        }
        // a holder of its own each time: the same holder would be given the same lease twice
        String attempt = holder + "/" + turns.incrementAndGet();
        Optional<Lease> lease = leases.acquire("learning/" + result.executionId(), attempt, LONGEST);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(attempts(client, result, runbook.get()));
        } finally {
            leases.release(lease.get());
        }
    }

    private Learned attempts(Client client, ExecutionResult result, Runbook runbook) {
        Learned state = known(result.executionId()).orElse(fresh(result));
        if (state.isOver()) {
            return state; // somebody else was faster
        }
        while (!state.isOver()) {
            if (state.attempts() >= Learned.MOST_ATTEMPTS) {
                state = keep(state.came(
                        Learned.Outcome.PARKED,
                        "its analysis failed " + state.attempts() + " times: " + state.detail()));
                parked.incrementAndGet();
                LOG.warn("Execution {} is parked: {}", result.executionId(), state.detail());
            } else {
                state = attempt(client, result, runbook, keep(state.begun()));
            }
        }
        analysed.incrementAndGet();
        return state;
    }

    private Learned attempt(Client client, ExecutionResult result, Runbook runbook, Learned begun) {
        Learned found;
        try {
            Analysis analysis = analyzer.analyze(result, runbook);
            Learned because = begun.because(analysis);
            found = analysis.type().isImprovable()
                    ? proposer.propose(client, runbook, result, analysis, because)
                    : because.came(Learned.Outcome.NOT_IMPROVABLE, analysis.cause());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // analyzers and improvers may be the host's, and say what nobody may read
            String why = redactor.redact(HostCode.describe(e)).text();
            LOG.warn("The analysis of {} failed, for the {}. time: {}", result.executionId(), begun.attempts(), why);
            return begun.came(Learned.Outcome.BEGUN, why);
        }
        Analysis analysis = found.analysis();
        if (analysis != null) {
            executions.save(result.classified(analysis.type()));
        }
        return keep(found);
    }

    private static Learned fresh(ExecutionResult result) {
        return new Learned(
                result.executionId(),
                result.client(),
                result.runbookId(),
                result.runbookVersion(),
                result.incidentId(),
                result.started(),
                0,
                null,
                Learned.Outcome.BEGUN,
                "its node went down during it");
    }

    private Learned keep(Learned state) {
        learned.save(state);
        return state;
    }

    private Optional<Learned> known(String executionId) {
        return learned.find(Query.all().where("id", executionId).limit(1)).records().stream()
                .findFirst();
    }

    private Optional<Runbook> version(Client client, ExecutionResult result) {
        return runbooks.versions(client, result.runbookId()).stream()
                .filter(version -> version.digest().hex().equals(result.runbookDigest()))
                .map(RunbookVersion::runbook)
                .findFirst();
    }

    Page<Learned> find(Query query) {
        return learned.find(query);
    }

    long analysed() {
        return analysed.get();
    }

    long parked() {
        return parked.get();
    }
}
