package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.review.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far a run got, as its stream says: on this node, or on one that went down. */
final class Past {

    private final Map<Integer, StepResult> steps = new HashMap<>();
    private final long version;
    private @Nullable RunRequest request;
    private @Nullable Instant started;
    private long startedAt;
    private RunEntries.@Nullable StepStarted doubted;
    private @Nullable Instant doubtedSince;
    private @Nullable Actor cancelledBy;
    private boolean over;

    private Past(long version) {
        this.version = version;
    }

    /** The past of a run that nobody knows yet. */
    static Past none() {
        return new Past(0);
    }

    /** What these entries tell. One that is not sealed as it must be, or that this version cannot read, is no run to take up. */
    static Past of(List<Entry> entries, ChangeKind<RunRequest> requests, Seal seal) {
        Past past = new Past(entries.size());
        for (Entry entry : entries) {
            past.take(entry, requests, seal);
        }
        return past;
    }

    private void take(Entry entry, ChangeKind<RunRequest> requests, Seal seal) {
        if (entry.is(RunEntries.QUEUED) && entry.version() == 1 && seal.holds(entry)) {
            request =
                    requests.decode(entry.payload().as(RunEntries.Queued.class).request());
        } else if (!seal.holds(entry)) {
            // somebody wrote to the store: nobody goes on with it
            over = true;
        } else if (entry.is(RunEntries.STARTED)) {
            started = entry.time();
            startedAt = entry.position();
        } else if (started == null && !entry.is(RunEntries.CANCELLED) && !entry.is(RunEntries.ENDED)) {
            // no step comes before the start
            over = true;
        } else if (entry.is(RunEntries.STEP_STARTED)) {
            doubted = entry.payload().as(RunEntries.StepStarted.class);
            doubtedSince = entry.time();
        } else if (entry.is(RunEntries.STEP_ENDED)) {
            end(entry);
        } else if (entry.is(RunEntries.CANCELLED)) {
            cancelledBy = entry.actor();
        } else {
            // the end, or what only a newer version knows
            over = true;
        }
    }

    private void end(Entry entry) {
        RunEntries.StepEnded end = entry.payload().as(RunEntries.StepEnded.class);
        RunEntries.StepStarted begun = doubted;
        if (begun != null && doubtedSince != null) {
            steps.put(
                    end.index(),
                    new StepResult(
                            end.name(),
                            begun.action(),
                            begun.parameters(),
                            end.status(),
                            end.attempts(),
                            doubtedSince,
                            Duration.between(doubtedSince, entry.time()),
                            "",
                            end.error()));
        }
        doubted = null;
    }

    /** What is to run, under the host's seal, or null when nobody can vouch for it. */
    @Nullable
    RunRequest request() {
        return request;
    }

    /** When it started, or null while it waits. */
    @Nullable
    Instant started() {
        return started;
    }

    long startedAt() {
        return startedAt;
    }

    /** What came of a step that was ended, or null. */
    @Nullable
    StepResult step(int index) {
        return steps.get(index);
    }

    /** What came of all steps that were ended, in order. */
    List<StepResult> all() {
        return new TreeMap<>(steps).values().stream().toList();
    }

    /** Whether a step was begun at all. */
    boolean isBegun() {
        return doubted != null || !steps.isEmpty();
    }

    /** The step that was begun and not ended, or null. */
    RunEntries.@Nullable StepStarted doubted() {
        return doubted;
    }

    /** Who cancelled it, or null. */
    @Nullable
    Actor cancelledBy() {
        return cancelledBy;
    }

    boolean isOver() {
        return over;
    }

    long version() {
        return version;
    }
}
