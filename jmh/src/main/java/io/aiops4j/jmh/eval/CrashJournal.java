package io.aiops4j.jmh.eval;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import java.util.List;

/** A journal whose node goes down at one of its appends: just before it is written, or when it is, or was refused, and nobody was told. */
final class CrashJournal implements Journal {

    private final Journal journal;
    private final CrashCase where;
    private final Runnable end;
    private boolean armed;
    private int appends;

    /** Where the end is whatever does not come back. */
    CrashJournal(Journal journal, CrashCase where, Runnable end) {
        this.journal = journal;
        this.where = where;
        this.end = end;
    }

    /** From here on appends are counted. */
    void arm() {
        armed = true;
    }

    /** How many there were since. */
    int appends() {
        return appends;
    }

    @Override
    public List<Entry> append(Append append) {
        boolean here = armed && appends++ == where.boundary();
        if (here && where.moment() == CrashCase.Moment.BEFORE) {
            end.run();
        }
        try {
            return journal.append(append);
        } finally {
            // one that was refused is an answer too
            if (here && where.moment() == CrashCase.Moment.AFTER) {
                end.run();
            }
        }
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
        return journal.erase(positions, receipt);
    }
}
