package io.aiops4j.learning.confidence;

import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Fold;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.View;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.verify.Verification;
import java.util.HashMap;
import java.util.Map;

/**
 * The confidence of every version, folded from the ends of its runs, kept apart by client. A run that nobody could verify
 * counts neither way.
 *
 * <pre>{@code
 * Confidence confidence = new Confidences(journal, Confidence.DEFAULT_THRESHOLD).of(Client.DEFAULT, digest);
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Confidences {

    private final View<Map<Key, Confidence>> view;
    private final double threshold;

    /** The confidences of this journal, held against this threshold. */
    public Confidences(Journal journal, double threshold) {
        this.threshold = threshold;
        this.view = new View<>(journal, new Runs(threshold));
    }

    /** What this version has shown in this client's systems. */
    public Confidence of(Client client, Digest digest) {
        Key key = new Key(client.id(), digest.hex());
        return view.ask(all -> all.getOrDefault(key, Confidence.none(threshold)));
    }

    private record Key(String client, String digest) {}

    private record Runs(double threshold) implements Fold<Map<Key, Confidence>> {

        @Override
        public Map<Key, Confidence> empty() {
            return new HashMap<>();
        }

        @Override
        public void apply(Map<Key, Confidence> all, Entry entry) {
            if (!entry.is(RunEntries.ENDED)) {
                return;
            }
            RunEntries.Ended end = entry.payload().as(RunEntries.Ended.class);
            all.compute(new Key(entry.client().id(), end.digest()), (key, before) -> {
                Confidence had = before == null ? Confidence.none(threshold) : before;
                return switch (outcome(end)) {
                    case PASSED -> new Confidence(had.successes() + 1, had.failures(), threshold);
                    case NOT_PASSED -> new Confidence(had.successes(), had.failures() + 1, threshold);
                    case UNKNOWN -> had;
                };
            });
        }

        private static Verification.Outcome outcome(RunEntries.Ended end) {
            return switch (end.status()) {
                case COMPLETED -> end.verification();
                case FAILED, ROLLED_BACK -> Verification.Outcome.NOT_PASSED;
                case NOT_STARTED, STOPPED -> Verification.Outcome.UNKNOWN;
            };
        }
    }
}
