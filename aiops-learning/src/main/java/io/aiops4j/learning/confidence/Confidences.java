package io.aiops4j.learning.confidence;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.store.RecordStore;

/**
 * The confidence of every version, folded from the ends of its runs without those that were forgotten, kept apart by client. A
 * run that nobody could verify counts neither way, unless a person says that it did not help, which counts against its version. While a node cannot read something critical about a client's runs, as during
 * an upgrade, that client's versions have shown nothing there.
 *
 * <pre>{@code
 * Confidences confidences = new Confidences(journal, seal, Confidence.DEFAULT_THRESHOLD);
 * Confidence confidence = confidences.of(Client.DEFAULT, digest);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Confidences {

    private final LessonView<OutcomeFold.State> view;
    private final double threshold;

    /** The confidences of this journal, read from its start; what was forgotten under this seal does not count. */
    public Confidences(Journal journal, Seal seal, double threshold) {
        this(new LessonView<>(journal, seal, new OutcomeFold(seal)), threshold);
    }

    /** The same confidences, read from the last snapshot. */
    public Confidences(Journal journal, Seal seal, double threshold, RecordStore<Snapshot> snapshots) {
        this(LessonView.kept(journal, seal, new OutcomeFold(seal), snapshots), threshold);
    }

    private Confidences(LessonView<OutcomeFold.State> view, double threshold) {
        this.view = view;
        this.threshold = threshold;
    }

    /** What this version has shown, beside the version that it was made from. */
    public Comparison compare(Client client, Digest version, Digest parent) {
        return new Comparison(of(client, version), of(client, parent));
    }

    /** What this version has shown in this client's systems. */
    public Confidence of(Client client, Digest digest) {
        OutcomeFold.Tally tally = view.ask(state -> state.of(client.id(), digest.hex()));
        return new Confidence(tally.successes(), tally.failures(), threshold);
    }
}
