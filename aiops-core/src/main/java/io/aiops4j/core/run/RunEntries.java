package io.aiops4j.core.run;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.verify.Verification;
import java.util.Map;
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
            RunRequest.Grounds grounds) {}

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
            boolean success) {}

    record StepStarted(int index, String name, String action, Map<String, String> parameters, String idempotencyKey) {}

    record StepEnded(
            int index,
            String name,
            StepResult.Status status,
            int attempts,
            @Nullable String error) {}
}
