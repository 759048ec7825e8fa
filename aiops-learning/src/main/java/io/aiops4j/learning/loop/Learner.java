package io.aiops4j.learning.loop;

import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import java.util.Optional;

/** Learns from each run that did not help, once: finds out why, keeps that, and lets a better version be proposed. */
final class Learner {

    private static final String FEEDBACK = "feedback";

    private final RecordStore<ExecutionResult> executions;
    private final Runbooks runbooks;
    private final Attempts attempts;
    private final FailureAnalyzer analyzer;
    private final Proposer proposer;
    private final RunFeedback feedback;

    Learner(
            RecordStore<ExecutionResult> executions,
            Runbooks runbooks,
            Attempts attempts,
            FailureAnalyzer analyzer,
            Proposer proposer,
            RunFeedback feedback) {
        this.executions = executions;
        this.runbooks = runbooks;
        this.attempts = attempts;
        this.analyzer = analyzer;
        this.proposer = proposer;
        this.feedback = feedback;
    }

    /** Whether there may be something to learn from this entry. */
    static boolean wants(Entry entry) {
        boolean tells = entry.is(RunEntries.ENDED) || entry.is(RunEntries.RECURRED) || entry.is(RunEntries.JUDGED);
        return tells && !entry.payload().isErased();
    }

    /** Learns from a run that ended without success, whose success did not last, or that a person says did not help; says what it came to. */
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
                .map(result -> entry.is(RunEntries.JUDGED) ? judged(result) : result)
                .filter(result -> !result.success()) // a line that nobody sealed may say that a success did not last
                .findFirst();
        if (stored.isEmpty() || version(entry.client(), stored.get()).isEmpty()) {
            return LeasedFollower.Worked.NOTHING;
        }
        return learn(entry.client(), stored.get()).isPresent()
                ? LeasedFollower.Worked.DONE
                : LeasedFollower.Worked.LATER;
    }

    // as somebody says that it was; what verification found stays with the record
    private ExecutionResult judged(ExecutionResult result) {
        return feedback.of(result.executionId()).stream()
                .filter(said -> !said.helped())
                .findFirst()
                .map(said ->
                        result.verified(Verification.notPassed(FEEDBACK, said.person() + " says that it did not help")))
                .orElse(result);
    }

    /** What is learned from a run, now or before; empty when no known version was run, or somebody else is at it. */
    Optional<Learned> learn(Client client, ExecutionResult result) {
        Optional<Learned> known = attempts.known(result.executionId());
        Optional<Runbook> runbook = version(client, result);
        return known.isPresent() || runbook.isEmpty()
                ? known
                : attempts.learn(fresh(result), begun -> attempt(client, result, runbook.get(), begun));
    }

    private Learned attempt(Client client, ExecutionResult result, Runbook runbook, Learned begun) {
        Analysis analysis = analyzer.analyze(result, runbook);
        if (!result.verification().method().equals(FEEDBACK)) {
            executions.save(result.classified(analysis.type()));
        }
        Learned because = begun.because(analysis);
        return analysis.type().isImprovable()
                ? proposer.propose(client, runbook, result, analysis, because)
                : because.came(Learned.Outcome.NOT_IMPROVABLE, analysis.cause());
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
                "its node went down during it",
                null);
    }

    /** Which version of a runbook was run, if it is known here. */
    Optional<Runbook> version(Client client, ExecutionResult result) {
        return runbooks.versions(client, result.runbookId()).stream()
                .filter(version -> version.digest().hex().equals(result.runbookDigest()))
                .map(RunbookVersion::runbook)
                .findFirst();
    }
}
