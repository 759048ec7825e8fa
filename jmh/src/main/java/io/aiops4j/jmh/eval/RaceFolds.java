package io.aiops4j.jmh.eval;

import io.aiops4j.core.Digest;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.review.Proposal;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.review.ReviewQueue;
import io.aiops4j.core.runbook.Runbooks;
import io.aiops4j.learning.confidence.Confidences;
import java.nio.charset.StandardCharsets;

/** What a node shows of incidents, reviews and confidences, as text. */
final class RaceFolds {

    private RaceFolds() {}

    /** The digest of everything that these folds show now. */
    static Digest digest(
            Journal journal, Incidents incidents, ReviewQueue reviews, Runbooks runbooks, Confidences confidences) {
        StringBuilder text = new StringBuilder();
        incidents.open().forEach(incident -> line(text, incident));
        runbooks.candidates(RaceNode.CLIENT, RaceNode.INCIDENT_TYPE, RaceNode.TARGET)
                .forEach(candidate -> line(text, candidate.approval()));
        new JournalReader(journal).follow(0, entry -> proposal(text, entry, reviews, confidences));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void proposal(StringBuilder text, Entry entry, ReviewQueue reviews, Confidences confidences) {
        if (ReviewEntries.isProposed(entry)) {
            Proposal proposal =
                    reviews.byId(ReviewEntries.proposalId(entry.stream())).orElseThrow();
            line(text, proposal);
            line(text, confidences.of(proposal.client(), proposal.digest()));
        }
    }

    private static void line(StringBuilder text, Object value) {
        text.append(value).append('\n');
    }
}
