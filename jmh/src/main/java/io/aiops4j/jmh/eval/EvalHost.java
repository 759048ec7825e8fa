package io.aiops4j.jmh.eval;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.review.Authority;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.learning.confidence.Confidence;
import io.aiops4j.learning.confidence.Confidences;
import java.nio.charset.StandardCharsets;

/** What a host would configure. */
final class EvalHost {

    private static final byte[] KEY = "the key of an evaluation".getBytes(StandardCharsets.US_ASCII);

    private EvalHost() {}

    static Authority authority() {
        return Authority.of(KEY).approver("bob");
    }

    static Confidences confidences(Journal journal) {
        return new Confidences(journal, authority().seal(), Confidence.DEFAULT_THRESHOLD);
    }

    static Confidences confidences(Journal journal, RecordStore<Snapshot> snapshots) {
        return new Confidences(journal, authority().seal(), Confidence.DEFAULT_THRESHOLD, snapshots);
    }
}
