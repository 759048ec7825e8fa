package io.aiops4j.core.run;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many runs started by themselves against each incident. An incident may be older than what was read of the journal, or one of too
 * many: then it is counted anew from where it was opened.
 */
final class IncidentStarts {

    /** Of so many incidents the count is kept. */
    static final int MOST = 10_000;

    private record Count(int starts, long first, boolean whole) {}

    private final int most;
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private long complete;

    /** Counts from behind this position on. */
    IncidentStarts(int most, long position) {
        this.most = most;
        this.complete = position;
    }

    void add(String incident, long position) {
        counts.merge(
                incident,
                new Count(1, position, false),
                (had, one) -> new Count(had.starts() + 1, had.first(), had.whole()));
        bound();
    }

    /** Whether nothing is missing from the count of an incident that was opened at this position. */
    boolean isComplete(String incident, long opened) {
        Count count = counts.get(incident);
        return opened >= complete || (count != null && count.whole());
    }

    int of(String incident) {
        Count count = counts.get(incident);
        return count == null ? 0 : count.starts();
    }

    /** Takes a count that was made from where the incident was opened. */
    void put(String incident, long opened, int starts) {
        counts.remove(incident);
        counts.put(incident, new Count(starts, opened, true));
        bound();
    }

    // of what was opened before the first start that is forgotten, something may be missing
    private void bound() {
        Iterator<Count> eldest = counts.values().iterator();
        while (counts.size() > most) {
            complete = Math.max(complete, eldest.next().first());
            eldest.remove();
        }
    }
}
