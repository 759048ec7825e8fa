package io.aiops4j.core.run;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.runbook.Runbook;
import io.aiops4j.core.runbook.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The journal's side of one run: every start requires what the run was cleared on and the lease of its target; an end never does.
 */
final class Run {

    private static final int MOST_READ = 100;

    private final Journal journal;
    private final Seal seal;
    private final RunRequest request;
    private final Supplier<Lease> lease;
    private final String stream;
    private Map<String, Long> cleared = Map.of();
    private Instant until = Instant.MIN;
    private long version;
    private long started;
    private boolean cancelled;

    /** A run of which so many entries are written. */
    Run(Journal journal, Seal seal, RunRequest request, Supplier<Lease> lease, String executionId, long version) {
        this.journal = journal;
        this.seal = seal;
        this.request = request;
        this.lease = lease;
        this.stream = RunEntries.stream(executionId);
        this.version = version;
    }

    /** The append that makes a run wait for a node, or with which one begins at once. */
    static Append queued(Append append, String stream, RunRequest request, String canonical, Seal seal) {
        return append.require(stream, 0)
                .add(stream, RunEntries.QUEUED, new RunEntries.Queued(canonical, request.incidentId()))
                .sealedWith(seal);
    }

    /** Begins; a run that nobody queued is queued by the same append. */
    void start(Runbook runbook, Clearance.Granted granted, String canonical, Guard.Entrance entrance) {
        RunEntries.Started payload = new RunEntries.Started(
                runbook.id(),
                runbook.version(),
                request.runbookDigest().hex(),
                request.target().toString(),
                request.incidentId(),
                request.parameters(),
                request.grounds(),
                actions(runbook));
        Append append = Append.by(request.requestedBy()).client(request.client());
        append = version == 0 ? queued(append, stream, request, canonical, seal) : append.require(stream, version);
        append = entrance.guarded(append.requireAll(granted.preconditions()).fenced(lease.get()))
                .add(stream, RunEntries.STARTED, payload);
        for (long cause : granted.causes()) {
            append = append.causedBy(cause);
        }
        if (granted.permission() != null) {
            append = append.add(
                    ReviewEntries.stream(granted.permission()), ReviewEntries.USED, Map.of("note", "by " + stream));
        }
        List<Entry> entries = journal.append(append.sealedWith(seal));
        int index = version == 0 ? 1 : 0;
        started = entries.get(index).position();
        version += index + 1;
        cleared = granted.afterStart();
        until = granted.until();
    }

    /** What the steps of a runbook do. */
    static Set<String> actions(Runbook runbook) {
        return runbook.steps().stream().map(Step::action).collect(Collectors.toUnmodifiableSet());
    }

    /** Goes on with what a node that went down began. */
    void resume(Clearance.Granted granted, Past past) {
        started = past.startedAt();
        cancelled = past.cancelledBy() != null;
        cleared = new TreeMap<>(granted.preconditions());
        until = granted.until();
    }

    /** Fails when what the run rests on moved, or somebody cancelled it meanwhile. */
    void startStep(RunEntries.StepStarted step) {
        if (cancelled) {
            throw new StaleAppendException(stream, version - 1, version);
        }
        append(append().requireAll(cleared).fenced(lease.get()), RunEntries.STEP_STARTED, step, append -> append);
    }

    /** The stream that moved since it was cleared, such as that of the switch, or its own when somebody cancelled it; null while none did. */
    @Nullable
    String moved() {
        if (cancelled || !journal.read(stream, version, 1).isEmpty()) {
            return stream;
        }
        for (Map.Entry<String, Long> each : cleared.entrySet()) {
            if (!journal.read(each.getKey(), each.getValue(), 1).isEmpty()) {
                return each.getKey();
            }
        }
        return null;
    }

    /** Whether what it was cleared on has ended by then. */
    boolean isExpired(Instant now) {
        return !now.isBefore(until);
    }

    /** When what it was cleared on ends. */
    Instant until() {
        return until;
    }

    void endStep(int index, StepResult result) {
        RunEntries.Failed failed =
                result.status() == StepResult.Status.FAILED || result.status() == StepResult.Status.TIMED_OUT
                        ? new RunEntries.Failed(result.action(), RunEntries.executionId(stream))
                        : null;
        settle(
                RunEntries.STEP_ENDED,
                () -> RunEntries.StepEnded.of(index, result, seal, stream, version + 1),
                append -> failed == null
                        ? append
                        : append.add(RunEntries.failures(request.client()), RunEntries.FAILED, failed));
    }

    void end(ExecutionResult result) {
        settle(
                RunEntries.ENDED,
                () -> new RunEntries.Ended(
                        result.runbookId(),
                        result.runbookVersion(),
                        result.runbookDigest(),
                        result.incidentId(),
                        result.status(),
                        result.verification().outcome(),
                        result.success()),
                append -> append);
    }

    private void append(Append append, EntryType type, Object payload, UnaryOperator<Append> also) {
        Append caused = started == 0 ? append : append.causedBy(started);
        journal.append(also.apply(caused.add(stream, type, payload)).sealedWith(seal));
        version++;
    }

    /** Says how something ended; that a person wrote a cancellation in between does not keep it from being said. */
    private void settle(EntryType type, Supplier<Object> payload, UnaryOperator<Append> also) {
        while (true) {
            try {
                append(append(), type, payload.get(), also);
                return;
            } catch (StaleAppendException e) {
                List<Entry> since = journal.read(stream, version, MOST_READ);
                if (since.isEmpty() || !since.stream().allMatch(entry -> entry.is(RunEntries.CANCELLED))) {
                    throw e; // another node goes on with it
                }
                version += since.size();
                cancelled = true;
            }
        }
    }

    private Append append() {
        return Append.by(request.requestedBy()).client(request.client()).require(stream, version);
    }

    /** Rises whenever another run gets hold of the target. */
    long fence() {
        return lease.get().fence();
    }

    String stream() {
        return stream;
    }
}
