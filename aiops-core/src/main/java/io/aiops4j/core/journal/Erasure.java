package io.aiops4j.core.journal;

import java.util.List;

/**
 * The receipt of an erasure, as the journal keeps it: what was meant, why, and which entries lost their content.
 *
 * <pre>{@code
 * journal.erase(positions, Append.by(bob).require(Erasure.STREAM, version)
 *         .add(Erasure.STREAM, Erasure.ERASED, new Erasure(selector, "asked for by its subject", positions))
 *         .sealedWith(seal));
 * }</pre>
 *
 * @param selector what was meant
 * @param why in words
 * @param positions of the entries whose content is gone
 */
public record Erasure(Selector selector, String why, List<Long> positions) {

    /** Content was destroyed; an authority entry, so that nobody can pass a loss off as an erasure. */
    public static final EntryType ERASED = EntryType.authority("content.erased", 1);

    /** The stream of receipts. */
    public static final String STREAM = "erased";

    /** Copies the positions. */
    public Erasure {
        positions = List.copyOf(positions);
    }

    /**
     * What one holder of content did.
     *
     * @param holder such as {@code journal}
     * @param erased how much lost its content
     * @param kept how much is never rewritten and was left as it is
     */
    public record Receipt(String holder, int erased, int kept) {}
}
