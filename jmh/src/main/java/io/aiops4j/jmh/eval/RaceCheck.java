package io.aiops4j.jmh.eval;

import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.run.RunEntries;
import java.util.HashMap;
import java.util.Map;

/** What the journal tells of a race, entry by entry. */
final class RaceCheck {

    /** What was proposed, by stream, and where the word on it was taken back, by digest. */
    private final Map<String, String> proposed = new HashMap<>();

    private final Map<String, Long> revoked = new HashMap<>();

    /** Which digest a run is of, by its stream. */
    private final Map<String, String> runs = new HashMap<>();

    private final Map<String, Long> fences = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private Digest followed = Digest.of();
    private long revocations;
    private long starts;
    private long steps;
    private long stopped;
    private long afterRevocation;
    private long leased;
    private long handovers;
    private long doubles;

    void take(Entry entry) {
        followed = RaceFollower.next(followed, entry);
        if (ReviewEntries.isProposed(entry)) {
            proposed.put(entry.stream(), ReviewEntries.proposal(entry).digest().hex());
        } else if (entry.is(ReviewEntries.REVOKED)) {
            revocations++;
            revoked.put(proposed.get(entry.stream()), entry.position());
        } else if (entry.is(RunEntries.STARTED)) {
            starts++;
            runs.put(
                    entry.stream(), entry.payload().as(RunEntries.Started.class).digest());
            requireAllowed(entry);
        } else if (entry.is(RunEntries.STEP_STARTED)) {
            steps++;
            requireAllowed(entry);
        } else if (entry.is(RunEntries.ENDED)) {
            ExecutionResult.Status status =
                    entry.payload().as(RunEntries.Ended.class).status();
            stopped += status == ExecutionResult.Status.STOPPED ? 1 : 0;
        } else if (entry.is(RaceHolders.HELD)) {
            held(entry);
        }
    }

    private void requireAllowed(Entry entry) {
        afterRevocation += revoked.containsKey(runs.get(entry.stream())) ? 1 : 0;
    }

    private void held(Entry entry) {
        leased++;
        RaceHolders.Held held = entry.payload().as(RaceHolders.Held.class);
        long before = fences.getOrDefault(entry.stream(), 0L);
        String holder = holders.getOrDefault(entry.stream(), held.holder());
        boolean same = held.fence() == before;
        doubles += held.fence() < before || (same && !held.holder().equals(holder)) ? 1 : 0;
        handovers += before > 0 && held.fence() > before ? 1 : 0;
        fences.put(entry.stream(), Math.max(before, held.fence()));
        holders.put(entry.stream(), held.holder());
    }

    /** What a follower must have seen. */
    Digest followed() {
        return followed;
    }

    long steps() {
        return steps;
    }

    Figures revokeFigures(Figures figures) {
        return figures.with("revocations", revocations)
                .with("runs", starts)
                .with("steps", steps)
                .with("runs_stopped", stopped)
                .with("starts_after_revoke", afterRevocation);
    }

    Figures leaseFigures(Figures figures) {
        return figures.with("lease_appends", leased)
                .with("lease_handovers", handovers)
                .with("lease_doubles", doubles);
    }
}
