package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.improve.RunbookImprover;
import java.util.Optional;

/**
 * Puts a draft of a better version before the reviewers, or says why there is none. It has no authority: what it proposes waits for a
 * person.
 */
final class Proposer {

    private static final Actor IMPROVER = Actor.system("improver");

    private final Runbooks runbooks;
    private final RunbookImprover improver;

    Proposer(Runbooks runbooks, RunbookImprover improver) {
        this.runbooks = runbooks;
        this.improver = improver;
    }

    Learned propose(Client client, Runbook parent, ExecutionResult result, Analysis analysis, Learned learned) {
        int next = runbooks.nextVersion(client, parent.id());
        Optional<Runbook> draft = improver.improve(parent, result, analysis, next);
        if (draft.isEmpty()) {
            return learned.came(
                    Learned.Outcome.NO_PROPOSAL,
                    "no better version of " + parent.label() + " is known for " + analysis.type());
        }
        Optional<String> refusal = DraftCheck.refusal(parent, draft.get(), next);
        if (refusal.isPresent()) {
            return learned.came(Learned.Outcome.NO_PROPOSAL, refusal.get());
        }
        Optional<RunbookVersion> same = runbooks.versions(client, parent.id()).stream()
                .filter(version -> version.runbook().doesTheSameAs(draft.get()))
                .findFirst();
        // whatever a person said about it, it is not put before them again
        return same.map(known -> learned.came(
                        Learned.Outcome.KNOWN,
                        known.runbook().label() + " does the same as the draft (" + known.proposalId() + ")"))
                .orElseGet(() -> submit(client, draft.get(), learned));
    }

    private Learned submit(Client client, Runbook draft, Learned learned) {
        try {
            String id = runbooks.submit(draft, client, IMPROVER, draft.origin().why());
            return learned.came(Learned.Outcome.PROPOSED, id);
        } catch (ReviewException refused) {
            return learned.came(Learned.Outcome.NO_PROPOSAL, String.valueOf(refused.getMessage()));
        }
    }
}
