package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.analyze.Analysis;
import io.aiops4j.learning.improve.Draft;
import io.aiops4j.learning.improve.Replay;
import io.aiops4j.learning.improve.RunbookImprover;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a draft before the reviewers, or says why there is none. It has no authority: what it proposes waits for a
 * person.
 */
final class Proposer {

    /** In whose name drafts are submitted. */
    static final Actor IMPROVER = Actor.system("improver");

    private final Runbooks runbooks;
    private final RunbookImprover improver;
    private final RecordStore<ExecutionResult> executions;
    private final Function<String, @Nullable ActionSignature> catalogue;

    Proposer(
            Runbooks runbooks,
            RunbookImprover improver,
            RecordStore<ExecutionResult> executions,
            Function<String, @Nullable ActionSignature> catalogue) {
        this.runbooks = runbooks;
        this.improver = improver;
        this.executions = executions;
        this.catalogue = catalogue;
    }

    Learned propose(Client client, Runbook parent, ExecutionResult result, Analysis analysis, Learned learned) {
        int next = runbooks.nextVersion(client, parent.id());
        Draft made = improver.improve(parent, result, analysis, next);
        if (made.runbook().isEmpty()) {
            return learned.came(Learned.Outcome.NO_PROPOSAL, noted(made.why(), made));
        }
        Runbook draft = made.runbook().get();
        Optional<String> refusal = DraftCheck.refusal(parent, draft, next);
        if (refusal.isPresent()) {
            return learned.came(Learned.Outcome.NO_PROPOSAL, noted(refusal.get(), made));
        }
        Learned same = known(client, made, draft, learned);
        return same == null
                ? submit(client, made, draft, Replay.of(draft, parent, result, executions, catalogue), learned)
                : same;
    }

    /**
     * Puts a draft of a first version before the reviewers, once under its name: whatever a person said about it, or made of it, it is
     * not put before them again. Its origin says what it rests on.
     */
    Learned propose(Client client, Draft made, Learned learned) {
        if (made.runbook().isEmpty()) {
            return learned.came(Learned.Outcome.NO_PROPOSAL, noted(made.why(), made));
        }
        Runbook draft = made.runbook().get();
        return runbooks.versions(client, draft.id()).stream()
                .reduce((older, newer) -> newer)
                .map(known -> learned.came(
                        Learned.Outcome.KNOWN, "'" + draft.id() + "' was proposed before (" + known.proposalId() + ")"))
                .orElseGet(() -> submit(
                        client,
                        draft,
                        noted(draft.origin().why(), made),
                        Proposal.Priority.NORMAL,
                        learned.telling(null, made.findings())));
    }

    private @Nullable Learned known(Client client, Draft made, Runbook draft, Learned learned) {
        return runbooks.versions(client, draft.id()).stream()
                .filter(version -> version.runbook().doesTheSameAs(draft))
                .findFirst()
                .map(known -> known.runbook().label() + " does the same as the draft (" + known.proposalId() + ")")
                .map(why -> learned.came(Learned.Outcome.KNOWN, noted(why, made)))
                .orElse(null);
    }

    private Learned submit(Client client, Draft made, Runbook draft, Replay replay, Learned learned) {
        String refusal = replay.refusal();
        if (refusal != null) {
            return learned.came(Learned.Outcome.NO_PROPOSAL, noted("the draft was refused: " + refusal, made));
        }
        String why = noted(draft.origin().why() + "\n" + replay.text(), made);
        return submit(client, draft, why, replay.priority(), learned.telling(replay.report(), made.findings()));
    }

    private Learned submit(Client client, Runbook draft, String why, Proposal.Priority priority, Learned learned) {
        try {
            return learned.came(Learned.Outcome.PROPOSED, runbooks.submit(draft, client, IMPROVER, why, priority));
        } catch (ReviewException refused) {
            return learned.came(Learned.Outcome.NO_PROPOSAL, String.valueOf(refused.getMessage()));
        }
    }

    // a person who reads a draft is told what its author may have been told by somebody else
    private static String noted(String why, Draft made) {
        return made.findings().isEmpty()
                ? why
                : why + "\nWhat was recorded reads like instructions to a model, which it must not follow: "
                        + String.join("; ", made.findings());
    }
}
