package io.aiops4j.learning.loop;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import java.util.List;

/**
 * A journal that says so when this node has written to it, so that its followers need not wait for the next poll.
 *
 * <pre>{@code
 * Journal nudging = new NudgingJournal(stores.journal());
 * nudging.onAppend(engine::nudge);
 * }</pre>
 *
 * <p>As safe for use by many threads as the journal that it wraps.
 */
final class NudgingJournal implements Journal {

    private final Journal journal;
    private volatile Runnable nudge = () -> {};

    /** Wraps a journal. */
    public NudgingJournal(Journal journal) {
        this.journal = journal;
    }

    /** What to do after an append. */
    public void onAppend(Runnable action) {
        nudge = action;
    }

    @Override
    public List<Entry> append(Append append) {
        List<Entry> written = journal.append(append);
        nudge.run();
        return written;
    }

    @Override
    public List<Entry> read(String stream, long afterVersion, int limit) {
        return journal.read(stream, afterVersion, limit);
    }

    @Override
    public List<Entry> readAll(long afterPosition, int limit) {
        return journal.readAll(afterPosition, limit);
    }

    @Override
    public Head head() {
        return journal.head();
    }

    @Override
    public List<Entry> erase(List<Long> positions, Append receipt) {
        List<Entry> written = journal.erase(positions, receipt);
        nudge.run();
        return written;
    }
}
