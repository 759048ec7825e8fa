package io.aiops4j.core.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.aiops4j.core.Client;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Seal;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says about runs, one stream each: the start, then intent and outcome of each step, then the end.
 *
 * <pre>{@code
 * if (entry.is(RunEntries.ENDED)) {
 *     boolean helped = entry.payload().as(RunEntries.Ended.class).success();
 * }
 * }</pre>
 */
public final class RunEntries {

    /** A run waits for a node that reaches its target; sealed, since whoever takes it up knows nobody who asked. */
    public static final EntryType QUEUED = EntryType.authority("run.queued", 1);

    /** A run began; sealed, since whoever goes on with it asks no longer for what the start used up. */
    public static final EntryType STARTED = EntryType.authority("run.started", 3);

    /** A step is about to be carried out. */
    public static final EntryType STEP_STARTED = EntryType.critical("step.started", 1);

    /** A step was carried out, or failed; its payload bears a seal, so that what a handler said can be erased. */
    public static final EntryType STEP_ENDED = EntryType.critical("step.ended", 2);

    /** A person wants it to end before its next step. */
    public static final EntryType CANCELLED = EntryType.authority("run.cancelled", 2);

    /** Nothing starts any more, anywhere, until somebody lets it go on. */
    public static final EntryType HALTED = EntryType.authority("runs.halted", 1);

    /** Runs may start again. */
    public static final EntryType RESUMED = EntryType.authority("runs.resumed", 1);

    /** The stream of the switch that stops everything. */
    public static final String SWITCH = "runs";

    /** A run is over; sealed, since a version is proven by its ends. */
    public static final EntryType ENDED = EntryType.authority("run.ended", 2);

    /** A run was said to have helped, and its incident came back: it did not. Sealed, since a version is proven by what its runs came to. */
    public static final EntryType RECURRED = EntryType.authority("run.recurred", 1);

    /**
     * A person said whether a run helped. Sealed, since a version is proven by what its runs came to: that it helped never counts for more
     * than its end did.
     */
    public static final EntryType JUDGED = EntryType.authority("run.judged", 1);

    /** What the person had to say about it: apart, so that it can be erased. */
    public static final EntryType NOTED = EntryType.of("run.noted", 1);

    /**
     * A step did not succeed; in a stream for each client, beside {@link #STEP_ENDED}. It says nothing new and moves that stream, so that a
     * start can depend on what failed up to it.
     */
    static final EntryType FAILED = EntryType.of("action.failed", 1);

    private static final String STREAM = "run/";

    private static final Set<EntryType> KNOWN =
            Set.of(QUEUED, STARTED, STEP_STARTED, STEP_ENDED, CANCELLED, ENDED, RECURRED, JUDGED);

    private RunEntries() {}

    /** Whether it is about a run, must not be overlooked, and says what this version does not know. */
    public static boolean isUnknown(Entry entry) {
        return entry.stream().startsWith(STREAM)
                && entry.type().critical()
                && KNOWN.stream().noneMatch(known -> isKnown(entry.type(), known));
    }

    // an earlier version of a type is read, and counts for what it could say then
    private static boolean isKnown(EntryType type, EntryType known) {
        return type.name().equals(known.name()) && type.version() <= known.version();
    }

    /** Whether it stands in the stream of a run. */
    static boolean isAboutRun(Entry entry) {
        return entry.stream().startsWith(STREAM);
    }

    /** Why an entry about a run cannot be counted on, or null: it was altered, or is one that this version does not know. */
    static @Nullable String fault(Entry entry, Seal seal) {
        if (!isAboutRun(entry)) {
            return null;
        }
        if (KNOWN.stream().noneMatch(entry::is)) {
            // one that borrows a name, or has lost its weight, could hide what it was
            boolean borrowed = KNOWN.stream()
                    .anyMatch(known -> known.name().equals(entry.type().name()));
            return borrowed || entry.type().critical() || entry.mac() != null ? "is not known to this version" : null;
        }
        boolean sealed = seal.holds(entry);
        if (sealed && entry.type().equals(STEP_ENDED) && !entry.payload().isErased()) {
            sealed = entry.payload().as(StepEnded.class).isSealed(seal, entry.stream(), entry.version());
        }
        return sealed ? null : "does not bear the host's seal";
    }

    /** The stream of one run. */
    public static String stream(String executionId) {
        return STREAM + executionId;
    }

    /** The stream that moves when an action fails for a client. */
    static String failures(Client client) {
        return "failures/" + client.id();
    }

    /** The run of a stream. */
    public static String executionId(String stream) {
        return stream.substring(STREAM.length());
    }

    /** What is to run, in the canonical form of a {@link RunRequest}, and against which incident. */
    record Queued(String request, @Nullable String incident) {

        Queued {
            Objects.requireNonNull(request, "request");
        }
    }

    /** Why somebody moved the switch, or cancelled a run. */
    record Said(String why) {

        Said {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * A run began.
     *
     * @param runbook name
     * @param version of the runbook
     * @param digest exactly which bytes
     * @param target what it acts on
     * @param incident against which, or null
     * @param parameters its values
     * @param grounds why it may start
     * @param actions what its steps do; null in what earlier versions wrote
     */
    public record Started(
            String runbook,
            int version,
            String digest,
            String target,
            @Nullable String incident,
            Map<String, String> parameters,
            RunRequest.Grounds grounds,
            @Nullable Set<String> actions) {

        /** Refuses what was read from a store and lacks something. */
        public Started {
            Objects.requireNonNull(runbook, "runbook");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(target, "target");
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
            Objects.requireNonNull(grounds, "grounds");
            actions = actions == null ? null : Collections.unmodifiableSet(new TreeSet<>(actions));
        }

        /** Whether it began by itself, and not because a person asked for it or allowed it. */
        @JsonIgnore
        public boolean isAutomatic() {
            return grounds.isAutomatic();
        }
    }

    /**
     * A run is over; its record was stored before.
     *
     * @param runbook name
     * @param version of the runbook
     * @param digest exactly which bytes
     * @param incident against which, or null
     * @param status how it ended
     * @param verification whether the world got better
     * @param success all steps done and the world better
     */
    public record Ended(
            String runbook,
            int version,
            String digest,
            @Nullable String incident,
            ExecutionResult.Status status,
            Verification.Outcome verification,
            boolean success) {

        /** Refuses what was read from a store and lacks something. */
        public Ended {
            Objects.requireNonNull(runbook, "runbook");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(verification, "verification");
        }
    }

    /**
     * A run was said to have helped, and its incident came back. Its record was changed before.
     *
     * @param runbook name
     * @param version of the runbook
     * @param digest exactly which bytes
     * @param incident as which it came back
     * @param resolved which one it was when the run ended
     * @param after how long after the end of the run
     */
    public record Recurred(
            String runbook, int version, String digest, String incident, String resolved, Duration after) {

        /** Refuses what was read from a store and lacks something. */
        public Recurred {
            Objects.requireNonNull(runbook, "runbook");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(incident, "incident");
            Objects.requireNonNull(resolved, "resolved");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * A person said whether a run helped; what its end said is repeated, and its end is the cause.
     *
     * @param runbook name
     * @param version of the runbook
     * @param digest exactly which bytes
     * @param incident against which, or null
     * @param status how it ended
     * @param verification what was found then
     * @param helped what the person says
     */
    public record Judged(
            String runbook,
            int version,
            String digest,
            @Nullable String incident,
            ExecutionResult.Status status,
            Verification.Outcome verification,
            boolean helped) {

        /** Refuses what was read from a store and lacks something. */
        public Judged {
            Objects.requireNonNull(runbook, "runbook");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(verification, "verification");
        }
    }

    /**
     * What a person had to say about a run.
     *
     * @param note in words
     * @param incident against which it was, or null
     */
    public record Noted(String note, @Nullable String incident) {

        /** Refuses what was read from a store and lacks something. */
        public Noted {
            Objects.requireNonNull(note, "note");
        }
    }

    record StepStarted(int index, String name, String action, Map<String, String> parameters, String idempotencyKey) {

        // sorted, so that one step is written the same way on every node
        StepStarted {
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        }
    }

    /** Which action failed, in which run. */
    record Failed(String action, String run) {

        Failed {
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(run, "run");
        }
    }

    /** What came of a step; the seal is over all but the error. */
    record StepEnded(
            int index,
            String name,
            StepResult.Status status,
            int attempts,
            @Nullable String error,
            @Nullable String seal) {

        StepEnded {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(status, "status");
        }

        /** A result, sealed for its place in a run's stream. */
        static StepEnded of(int index, StepResult result, Seal seal, String stream, long version) {
            String[] parts = parts(index, result.name(), result.status(), result.attempts(), stream, version);
            return new StepEnded(
                    index, result.name(), result.status(), result.attempts(), result.error(), seal.sign(parts));
        }

        /** Whether the host said so, in this place: else a run that is taken up would leave the step out. */
        boolean isSealed(Seal by, String stream, long version) {
            return by.signed(seal == null ? "" : seal, parts(index, name, status, attempts, stream, version));
        }

        private static String[] parts(
                int index, String name, StepResult.Status status, int attempts, String stream, long version) {
            return new String[] {
                STEP_ENDED.toString(),
                stream,
                Long.toString(version),
                Integer.toString(index),
                name,
                status.name(),
                Integer.toString(attempts)
            };
        }
    }
}
