package io.aiops4j.core.execution;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry of one execution: of a runbook, or of the host's own code.
 *
 * <pre>{@code
 * ExecutionResult result = aiops.executions().find(Query.all().limit(1)).records().get(0);
 * System.out.println(result.status() + ": " + result.verification().detail());
 * }</pre>
 *
 * @param executionId of this run
 * @param runbookId what was run; for the host's own code the name that it was recorded under
 * @param runbookVersion its version, 0 for the host's own code
 * @param runbookDigest exactly which bytes, empty for the host's own code
 * @param incidentId what it was against, or null
 * @param incidentType the kind of incident, or null
 * @param client whose systems
 * @param target what it acted on
 * @param host the node that ran it
 * @param platform what the runbook is for
 * @param started when
 * @param ended when
 * @param status how it ended
 * @param verification whether the world got better
 * @param before the state before the first step
 * @param after the state after the last step
 * @param error what went wrong, or null
 * @param failureType why it did not help, as far as the runner can tell, or null
 * @param steps what came of each step
 * @param evidenceId names the states and step results that belong to it
 * @param labels whatever else the host wants to find it by
 * @param watched of the states while it was watched after the last step, the first that did not hold and the first that did, in their order;
 *     empty where it was looked at once
 */
public record ExecutionResult(
        String executionId,
        String runbookId,
        int runbookVersion,
        String runbookDigest,
        @Nullable String incidentId,
        @Nullable String incidentType,
        String client,
        String target,
        String host,
        String platform,
        Instant started,
        Instant ended,
        Status status,
        Verification verification,
        StateSnapshot before,
        StateSnapshot after,
        @Nullable String error,
        @Nullable FailureType failureType,
        List<StepResult> steps,
        String evidenceId,
        Map<String, String> labels,
        List<StateSnapshot> watched) {

    /** How an execution ended. */
    public enum Status {
        /** All steps were done. */
        COMPLETED,
        /** A step failed. */
        FAILED,
        /** A step failed and the roll-back was run. */
        ROLLED_BACK,
        /** A precondition did not hold, or it might not start any more, so no step was run. */
        NOT_STARTED,
        /** Its approval was taken back between two steps, or everything was halted. */
        STOPPED,
        /** A person cancelled it, or took its incident over, between two steps. */
        CANCELLED,
        /** The node that ran it went down during a step, and nobody can tell what that step did. */
        IN_DOUBT
    }

    /** The platform of the host's own code. */
    public static final String HOST_CODE = "host";

    /** What records of this type are called in {@code Stores.records}. */
    public static final String KIND = "execution";

    /** How records of this type are kept. */
    public static final RecordCodec<ExecutionResult> CODEC =
            RecordCodec.json(ExecutionResult.class, "an execution", ExecutionIndex::of);

    /** Copies the steps and labels, and refuses what was read from a store and lacks something. */
    public ExecutionResult {
        for (Object given : Arrays.asList(
                executionId, runbookId, client, target, host, started, ended, status, verification, before, after)) {
            Objects.requireNonNull(given, "an execution lacks something that it must have");
        }
        steps = List.copyOf(steps);
        // results that were written before there were labels or a watch have none
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
        watched = watched == null ? List.of() : List.copyOf(watched);
    }

    /** Begins the result of an execution: its id, and what was run, a runbook or the host's own code by its name. */
    public static ExecutionResultBuilder of(String executionId, String runbookId) {
        return new ExecutionResultBuilder(executionId, runbookId);
    }

    /** Begins another result that is like this one. */
    public ExecutionResultBuilder but() {
        return new ExecutionResultBuilder(executionId, runbookId)
                .version(runbookVersion, runbookDigest)
                .incident(incidentId, incidentType)
                .on(client, target, host)
                .platform(platform)
                .time(started, ended)
                .status(status)
                .verification(verification)
                .state(before, after)
                .watched(watched)
                .failure(failureType, error)
                .steps(steps)
                .evidence(evidenceId)
                .labels(labels);
    }

    /** Whether all steps were done and the world got better. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean success() {
        return status == Status.COMPLETED && verification.passed();
    }

    /** From start to end. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Duration duration() {
        return Duration.between(started, ended);
    }

    /** The same result with placeholders for what is secret in its texts, states and labels; itself when nothing is. */
    public ExecutionResult redacted(Redactor redactor) {
        Redaction redaction = redactor.begin();
        // the states first: they say by their names what is secret, wherever else it turns up
        StateSnapshot first = before.redacted(redaction);
        StateSnapshot last = after.redacted(redaction);
        List<StepResult> shown =
                steps.stream().map(step -> step.redacted(redaction)).toList();
        String wrong = error == null ? null : redaction.text(error);
        List<StateSnapshot> looks =
                watched.stream().map(look -> look.redacted(redaction)).toList();
        Verification verified = verification.redacted(redaction);
        Map<String, String> marks = redaction.texts(labels);
        return redaction.placeholders().isEmpty()
                ? this
                : but().state(first, last)
                        .watched(looks)
                        .steps(shown)
                        .failure(failureType, wrong)
                        .verification(verified)
                        .labels(marks)
                        .build();
    }

    /** The same result with another verification: what was reported as passed can turn out not to have lasted. */
    public ExecutionResult verified(Verification other) {
        return but().verification(other).build();
    }

    /** The same result with the failure type that an analysis found. */
    public ExecutionResult classified(FailureType type) {
        return but().failure(type, error).build();
    }
}
