package io.aiops4j.core.journal;

/**
 * How entries become something to look at. A fold is pure: the same entries give the same state, on every node, in every
 * replay; it reads no clock but {@link Entry#time()}.
 *
 * <pre>{@code
 * final class RunsPerTarget implements Fold<Map<String, Integer>> {
 *     public Map<String, Integer> empty() { return new HashMap<>(); }
 *     public void apply(Map<String, Integer> runs, Entry entry) { runs.merge(entry.stream(), 1, Integer::sum); }
 * }
 * }</pre>
 *
 * @param <S> the state, which may be mutable: a {@link View} guards it
 */
public interface Fold<S> {

    /** The state before any entry. */
    S empty();

    /** Takes the next entry into the state; what it does not know it passes over. */
    void apply(S state, Entry entry);
}
