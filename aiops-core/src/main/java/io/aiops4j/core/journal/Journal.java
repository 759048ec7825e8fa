package io.aiops4j.core.journal;

import java.util.List;

/**
 * The append-only record (SPI). An implementation passes the published contract suite; ours are reached through
 * {@code Stores}. Linking is done by {@link Chain}; following and verifying are written once, in {@link JournalReader}.
 *
 * <pre>{@code
 * List<Entry> written = journal.append(Append.by(alice).require("note/1", 0).add("note/1", NOTED, note));
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface Journal {

    /**
     * Writes everything in the append, or nothing; returns once it will survive.
     *
     * @throws StaleAppendException when a stream does not have the required version, or a lease the required fencing number
     */
    List<Entry> append(Append append);

    /** Entries of one stream behind this version, in order, at most {@code limit}. */
    List<Entry> read(String stream, long afterVersion, int limit);

    /** Entries of all streams behind this position, in order, at most {@code limit}. */
    List<Entry> readAll(long afterPosition, int limit);

    /** Where the journal ends. */
    Head head();

    /**
     * Destroys the payloads and salts of these entries and appends the receipt, at one instant. The entries stay in the chain,
     * and their payloads read as {@linkplain Payload#isErased() erased}.
     *
     * @throws io.aiops4j.core.AiopsException when one of them is an authority entry, which is never rewritten
     */
    List<Entry> erase(List<Long> positions, Append receipt);
}
