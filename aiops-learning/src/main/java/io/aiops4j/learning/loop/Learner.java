package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.analyze.FailureAnalyzer;
import io.aiops4j.learning.improve.Replay;
import io.aiops4j.learning.improve.RunbookImprover;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from each run that did not help: finds out why, keeps that with the execution, and puts a draft of a better version
 * into the review queue. It has no authority: what it drafts waits for a person.
 *
 * <pre>{@code
 * new LeasedFollower("learning", holder, leases, journal, learner::learnFrom);
 * }</pre>
 *
 * <p>Used by one thread of its own, so that a model that hangs holds up nothing else.
 */
final class Learner {

    private static final Logger LOG = LoggerFactory.getLogger(Learner.class);
    private static final Actor IMPROVER = Actor.system("improver");

    private final RecordStore<ExecutionResult> executions;
    private final Runbooks runbooks;
    private final FailureAnalyzer analyzer;
    private final RunbookImprover improver;
    private final Function<String, @Nullable ActionSignature> catalogue;

    /** A learner over these parts. */
    Learner(
            RecordStore<ExecutionResult> executions,
            Runbooks runbooks,
            FailureAnalyzer analyzer,
            RunbookImprover improver,
            Function<String, @Nullable ActionSignature> catalogue) {
        this.executions = executions;
        this.runbooks = runbooks;
        this.analyzer = analyzer;
        this.improver = improver;
        this.catalogue = catalogue;
    }

    /** Whether there may be something to learn from this entry. */
    static boolean wants(Entry entry) {
        boolean tells = entry.is(RunEntries.ENDED) || entry.is(RunEntries.RECURRED);
        return tells && !entry.payload().isErased();
    }

    /** Learns from a run that ended without success, or whose success did not last; says whether it had to. */
    boolean learnFrom(Entry entry) {
        boolean helped = entry.is(RunEntries.ENDED)
                && entry.payload().as(RunEntries.Ended.class).success();
        if (!wants(entry) || helped) {
            return false;
        }
        learn(entry.client(), RunEntries.executionId(entry.stream()));
        return true;
    }

    private void learn(Client client, String executionId) {
        Optional<ExecutionResult> stored =
                executions.find(Query.all().where("id", executionId).limit(1)).records().stream()
                        .findFirst();
        // a line that nobody sealed may say that a success did not last, and the record says that it did
        stored.filter(result -> !result.success()).ifPresent(result -> learn(client, result));
    }

    private void learn(Client client, ExecutionResult result) {
        Optional<Runbook> parent = runbooks.versions(client, result.runbookId()).stream()
                .filter(version -> version.digest().hex().equals(result.runbookDigest()))
                .map(RunbookVersion::runbook)
                .findFirst();
        parent.ifPresent(runbook -> {
            Analysis analysis = analyzer.analyze(result, runbook);
            executions.save(result.classified(analysis.type()));
            if (analysis.type().isImprovable()) {
                propose(client, runbook, result, analysis);
            }
        });
    }

    private void propose(Client client, Runbook parent, ExecutionResult result, Analysis analysis) {
        int next = runbooks.nextVersion(client, parent.id());
        Optional<Runbook> draft = improver.improve(parent, result, analysis, next);
        if (draft.isEmpty()) {
            LOG.info("No better version of {} is known for {}: {}", parent.label(), analysis.type(), analysis.cause());
            return;
        }
        if (known(client, draft.get())) {
            LOG.info("A version that does the same as the draft of {} is known already", parent.label());
            return;
        }
        Replay replay = Replay.of(draft.get(), parent, result, executions, catalogue);
        String refusal = replay.refusal();
        if (refusal != null) {
            LOG.info("The draft of {} was not queued: {}", draft.get().label(), refusal);
            return;
        }
        try {
            String why = draft.get().origin().why() + "\n" + replay.text();
            runbooks.submit(draft.get(), client, IMPROVER, why, replay.priority());
        } catch (ReviewException refused) {
            LOG.info("The draft of {} was not queued: {}", draft.get().label(), refused.getMessage());
        }
    }

    // whatever a person said about it, it is not put before them again
    private boolean known(Client client, Runbook draft) {
        return runbooks.versions(client, draft.id()).stream()
                .anyMatch(version -> version.runbook().doesTheSameAs(draft));
    }
}
