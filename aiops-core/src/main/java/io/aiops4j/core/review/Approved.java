package io.aiops4j.core.review;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that people approved, decoded from exactly the bytes that were approved. Nothing outside this package can make
 * one. It is no licence by itself: whoever acts on it asks {@link #refusal} whether the words reach as far as the target, and
 * appends with its {@link #preconditions()}; the append fails if an approval was revoked in between.
 *
 * <pre>{@code
 * Approved<Runbook> approved = reviews.approved(kind, proposalId);
 * if (approved.refusal(client, target) == null) {
 *     journal.append(Append.by(actor).requireAll(approved.preconditions()).add(stream, STARTED, start));
 * }
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param <T> what was approved
 */
public final class Approved<T> {

    private final ChangeKind<T> kind;
    private final T value;
    private final List<Given> words;
    private final Bench bench;
    private final Map<String, Long> preconditions;

    Approved(ChangeKind<T> kind, T value, List<Given> words, Bench bench, Map<String, Long> preconditions) {
        this.kind = kind;
        this.value = value;
        this.words = List.copyOf(words);
        this.bench = bench;
        this.preconditions = Map.copyOf(preconditions);
    }

    ChangeKind<T> kind() {
        return kind;
    }

    /** What was approved. */
    public T value() {
        return value;
    }

    /** The word that was given last. What may be done on a target says {@link #approval(Client, Target)}. */
    public Approval approval() {
        return words.get(words.size() - 1).approval();
    }

    /** All words that hold, one of each approver, in the order in which they were given. */
    public List<Approval> approvals() {
        return words.stream().map(Given::approval).toList();
    }

    /** Why the words do not reach as far as this target, by their scopes or by their number, or null when they do. */
    public @Nullable String refusal(Client client, Target target) {
        return bench.refusal(words, client, target);
    }

    /**
     * What the words allow together on this target: the most cautious mode, all bounds, the earliest end.
     *
     * @throws NotApprovedException when they do not reach as far
     */
    public Approval approval(Client client, Target target) {
        String refusal = refusal(client, target);
        if (refusal != null) {
            throw new NotApprovedException(
                    "Not approved on " + target + ": " + refusal + ". Let an approver review it.");
        }
        return bench.together(words, client, target);
    }

    /** Where the words stand in the journal: causes of what rests on them. */
    public List<Long> positions() {
        return words.stream().map(Given::position).toList();
    }

    /** The versions of the streams that the words were read from. */
    public Map<String, Long> preconditions() {
        return preconditions;
    }
}
