package io.aiops4j.core.run;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
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
    private Standing standing = Standing.GOES_ON;

    /** Whether somebody may go on with it. */
    enum Standing {
        /** It waits, or is under way. */
        GOES_ON,
        /** Somebody other than the host wrote to its stream, or altered it: it can only be ended. */
        BROKEN,
        /** A newer version wrote what this one cannot read: that one goes on with it. */
        UNKNOWN,
        /** It ended. */
        OVER
    }

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
            if (past.standing != Standing.OVER && past.standing != Standing.UNKNOWN) {
                past.take(entry, requests, seal);
            }
        }
        return past;
    }

    private void take(Entry entry, ChangeKind<RunRequest> requests, Seal seal) {
        try {
            if (seal.holds(entry)) {
                read(entry, requests, seal);
            } else {
                standing = Standing.BROKEN;
            }
        } catch (AiopsException unreadable) {
            standing = Standing.BROKEN;
        }
    }

    private void read(Entry entry, ChangeKind<RunRequest> requests, Seal seal) {
        if (entry.is(RunEntries.QUEUED) && entry.version() == 1) {
            request =
                    requests.decode(entry.payload().as(RunEntries.Queued.class).request());
        } else if (entry.is(RunEntries.STARTED)) {
            started = entry.time();
            startedAt = entry.position();
        } else if (started == null && !entry.is(RunEntries.CANCELLED) && !entry.is(RunEntries.ENDED)) {
            // no step comes before the start
            standing =
                    entry.type().equals(RunEntries.STEP_STARTED) || entry.type().equals(RunEntries.STEP_ENDED)
                            ? Standing.BROKEN
                            : Standing.UNKNOWN;
        } else if (entry.is(RunEntries.STEP_STARTED)) {
            doubted = entry.payload().as(RunEntries.StepStarted.class);
            doubtedSince = entry.time();
        } else if (entry.is(RunEntries.STEP_ENDED)) {
            end(entry, seal);
        } else if (entry.is(RunEntries.CANCELLED)) {
            cancelledBy = entry.actor();
        } else {
            standing = entry.is(RunEntries.ENDED) ? Standing.OVER : Standing.UNKNOWN;
        }
    }

    private void end(Entry entry, Seal seal) {
        RunEntries.StepEnded end = entry.payload().as(RunEntries.StepEnded.class);
        if (!end.isSealed(seal, entry.stream(), entry.version())) {
            standing = Standing.BROKEN;
            return;
        }
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
                            end.error(),
                            null));
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

    Standing standing() {
        return standing;
    }

    long version() {
        return version;
    }
}
