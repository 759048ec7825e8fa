package io.aiops4j.core.journal;

import io.aiops4j.core.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

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

    /**
     * A fold whose state can be written down, so that opening need not begin with the first entry. Equal states have equal
     * texts.
     *
     * @param <S> the state
     */
    interface Kept<S> extends Fold<S> {

        /**
         * The fold's name and version, as {@link #named} writes it: a text of another name is not read. A node that reads other
         * entry types, or other versions of them, must not begin with what this one passed over.
         */
        String name();

        /** A name that changes with the version of the text and with the entry types that the fold reads. */
        static String named(String fold, EntryType... reads) {
            String types =
                    Arrays.stream(reads).map(EntryType::toString).sorted().collect(Collectors.joining(" "));
            return fold + "-"
                    + Digest.of(types.getBytes(StandardCharsets.UTF_8)).abbreviated();
        }

        /** The state as text. */
        String write(S state);

        /** The state that was written. */
        S read(String text);
    }
}
