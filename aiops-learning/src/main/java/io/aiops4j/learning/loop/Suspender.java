package io.aiops4j.learning.loop;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewException;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.learning.confidence.Comparison;
import io.aiops4j.learning.confidence.Confidences;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the approvals of a version away that helps less often than the version that it was made from: the newest that is still
 * approved runs in its place. What people approved again after that is left alone: they knew.
 *
 * <pre>{@code
 * engine.follow("the comparison", suspender::onEntry);
 * }</pre>
 *
 * <p>Used by the engine's thread. On each node it comes to the same; who is second finds nothing left to take away.
 */
final class Suspender {

    private static final Logger LOG = LoggerFactory.getLogger(Suspender.class);
    private static final Actor COMPARISON = Actor.system("comparison");

    private final Seal seal;
    private final ReviewQueue reviews;
    private final Runbooks runbooks;
    private final Confidences confidences;

    Suspender(Seal seal, ReviewQueue reviews, Runbooks runbooks, Confidences confidences) {
        this.seal = seal;
        this.reviews = reviews;
        this.runbooks = runbooks;
        this.confidences = confidences;
    }

    /** Looks at a version whenever it is known how another run of it ended. */
    void onEntry(Entry entry) {
        if (entry.payload().isErased() || !seal.holds(entry)) {
            return;
        }
        if (entry.is(RunEntries.ENDED)) {
            RunEntries.Ended end = entry.payload().as(RunEntries.Ended.class);
            look(entry.client(), end.runbook(), end.digest());
        } else if (entry.is(RunEntries.RECURRED)) {
            RunEntries.Recurred came = entry.payload().as(RunEntries.Recurred.class);
            look(entry.client(), came.runbook(), came.digest());
        } else if (entry.is(RunEntries.JUDGED)) {
            RunEntries.Judged said = entry.payload().as(RunEntries.Judged.class);
            look(entry.client(), said.runbook(), said.digest());
        }
    }

    private void look(Client client, String runbook, String digest) {
        List<RunbookVersion> versions = runbooks.versions(client, runbook);
        Optional<RunbookVersion> ran = versions.stream()
                .filter(version -> version.digest().hex().equals(digest))
                .findFirst();
        ran.flatMap(version -> versions.stream()
                        .filter(older -> older.runbook().version()
                                == version.runbook().origin().parent())
                        .findFirst())
                .ifPresent(parent -> compare(client, ran.orElseThrow(), parent));
    }

    private void compare(Client client, RunbookVersion version, RunbookVersion parent) {
        Comparison comparison = confidences.compare(client, version.digest(), parent.digest());
        boolean again = comparison.worse()
                && reviews.history(version.proposalId()).stream()
                        .anyMatch(past -> past.move() == Proposal.Move.SUSPEND);
        if (!comparison.worse() || again) {
            return;
        }
        String why = version.runbook().label() + " helps less often than version "
                + parent.runbook().version() + ": " + comparison.text()
                + ". Until somebody approves it again, the newest version that is approved runs in its place.";
        try {
            reviews.suspend(version.proposalId(), COMPARISON, why);
            LOG.warn("Suspended: {}", why);
        } catch (ReviewException faster) {
            LOG.debug("It was not approved any more: {}", faster.getMessage());
        }
    }
}
