package io.aiops4j.core.run;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.verify.Verification;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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

    /** A run began. */
    public static final EntryType STARTED = EntryType.critical("run.started", 1);

    /** A step is about to be carried out. */
    public static final EntryType STEP_STARTED = EntryType.critical("step.started", 1);

    /** A step was carried out, or failed. */
    public static final EntryType STEP_ENDED = EntryType.critical("step.ended", 1);

    /** A run is over. */
    public static final EntryType ENDED = EntryType.critical("run.ended", 1);

    private static final String STREAM = "run/";

    private RunEntries() {}

    /** Whether it is about a run, must not be overlooked, and says what this version does not know. */
    public static boolean isUnknown(Entry entry) {
        return entry.stream().startsWith(STREAM)
                && entry.type().critical()
                && !(entry.is(STARTED) || entry.is(STEP_STARTED) || entry.is(STEP_ENDED) || entry.is(ENDED));
    }

    /** The stream of one run. */
    public static String stream(String executionId) {
        return STREAM + executionId;
    }

    /** The run of a stream. */
    public static String executionId(String stream) {
        return stream.substring(STREAM.length());
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
     */
    public record Started(
            String runbook,
            int version,
            String digest,
            String target,
            @Nullable String incident,
            Map<String, String> parameters,
            RunRequest.Grounds grounds) {

        /** Refuses what was read from a store and lacks something. */
        public Started {
            Objects.requireNonNull(runbook, "runbook");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(target, "target");
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
            Objects.requireNonNull(grounds, "grounds");
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

    record StepStarted(int index, String name, String action, Map<String, String> parameters, String idempotencyKey) {

        // sorted, so that one step is written the same way on every node
        StepStarted {
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        }
    }

    record StepEnded(
            int index,
            String name,
            StepResult.Status status,
            int attempts,
            @Nullable String error) {}
}
