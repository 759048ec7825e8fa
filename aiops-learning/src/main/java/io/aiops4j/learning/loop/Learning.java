package io.aiops4j.learning.loop;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.confidence.Confidences;
import io.aiops4j.learning.knowledge.Patterns;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What was learned: how far a version is proven, why runs did not help, and what helped again and again without a runbook. It goes on by
 * itself in the background, on one node at a time, from each execution and incident once.
 *
 * <pre>{@code
 * Confidence confidence = aiops.learning().confidence(Client.DEFAULT, version.digest());
 * Learned learned = aiops.learning().analyze(result);   // at once, on this thread
 * Page<Learned> parked = aiops.learning().find(Query.all().where("outcome", "parked"));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Learning {

    /**
     * What became of the versions that were drafted here.
     *
     * <pre>{@code
     * Improvements lately = aiops.learning().improvements(clock.instant().minus(Duration.ofDays(30)));
     * System.out.println(lately.approved() + " of " + lately.generated() + " were approved");
     * }</pre>
     *
     * @param generated how many were put before the reviewers
     * @param waiting how many of those nobody decided on yet
     * @param approved how many somebody approved
     * @param rejected how many somebody rejected
     * @param closed how many were withdrawn, or gave their place to an edited form
     * @param toProposal how long it takes usually from a run that did not help to the draft, to within a tenth; zero when nobody knows
     * @param toDecision how long it takes usually from the draft to the first word on it
     */
    public record Improvements(
            long generated,
            long waiting,
            long approved,
            long rejected,
            long closed,
            Duration toProposal,
            Duration toDecision) {}

    private final Learner learner;
    private final Attempts attempts;
    private final Confidences confidences;
    private final Patterns patterns;
    private final LongSupplier backlog;
    private final View<ImprovementFold.State> improvements;

    Learning(
            Learner learner,
            Attempts attempts,
            Confidences confidences,
            Patterns patterns,
            LongSupplier backlog,
            View<ImprovementFold.State> improvements) {
        this.learner = learner;
        this.attempts = attempts;
        this.confidences = confidences;
        this.patterns = patterns;
        this.backlog = backlog;
        this.improvements = improvements;
    }

    /** What a version's runs have shown. */
    public Confidence confidence(Client client, Digest version) {
        return confidences.of(client, version);
    }

    /**
     * Finds out at once why a run did not help, and proposes a better version if one is known. What was learned from it already is
     * given as it is.
     *
     * @throws AiopsException when it helped, no version that is known here was run, or another node or thread is at it
     */
    public Learned analyze(ExecutionResult result) {
        if (result.success()) {
            throw new AiopsException(
                    "Execution " + result.executionId() + " helped: there is no failure to find a cause of.");
        }
        return learner.learn(Client.of(result.client()), result)
                .orElseThrow(() -> new AiopsException("Execution " + result.executionId()
                        + " ran no version of a runbook that is known here, or is being analysed at this moment. Look it"
                        + " up with learning().find(...) in a while."));
    }

    /** What became of the versions that were drafted here on the day of this time, in UTC, and on all days since. */
    public Improvements improvements(Instant since) {
        return improvements.ask(state -> state.since(since));
    }

    /** The patterns that people approved, and the way into the review queue for others. */
    public Patterns patterns() {
        return patterns;
    }

    /** One page of what was learned, by the time of the executions and incidents, the newest first. */
    public Page<Learned> find(Query query) {
        return attempts.find(query);
    }

    /** How many entries of the journal nobody has looked at yet for what there is to learn. */
    public long backlog() {
        return backlog.getAsLong();
    }

    /** How many executions and resolved incidents were analysed here since the start, one way or the other. */
    public long analysed() {
        return attempts.over();
    }

    /** How many of them were parked, because their analysis failed too often. */
    public long parked() {
        return attempts.parked();
    }
}
