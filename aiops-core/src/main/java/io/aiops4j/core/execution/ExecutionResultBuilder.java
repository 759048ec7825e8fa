package io.aiops4j.core.execution;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.verify.StateSnapshot;
import io.aiops4j.core.verify.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the telemetry of an execution together; only its times and its status must be said.
 *
 * <pre>{@code
 * ExecutionResult result = ExecutionResult.of(job.id(), "nightly-import")
 *         .time(job.started(), job.ended())
 *         .status(ExecutionResult.Status.COMPLETED)
 *         .label("queue", "imports")
 *         .build();
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class ExecutionResultBuilder {

    private final String executionId;
    private final String runbookId;
    private final Map<String, String> labels = new TreeMap<>();
    private int version;
    private String digest = "";
    private @Nullable String incidentId;
    private @Nullable String incidentType;
    private String client = Client.DEFAULT.id();
    private String target;
    private String host = "local";
    private String platform = ExecutionResult.HOST_CODE;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private ExecutionResult.@Nullable Status status;
    private Verification verification = Verification.unknown("the host's own code is not verified");
    private @Nullable StateSnapshot before;
    private @Nullable StateSnapshot after;
    private List<StateSnapshot> watched = List.of();
    private @Nullable FailureType failureType;
    private @Nullable String error;
    private List<StepResult> steps = List.of();
    private String evidenceId;

    ExecutionResultBuilder(String executionId, String runbookId) {
        this.executionId = executionId;
        this.runbookId = runbookId;
        this.target = runbookId;
        this.evidenceId = executionId;
    }

    /** Which version of the runbook, and exactly which bytes. */
    public ExecutionResultBuilder version(int number, String bytes) {
        version = number;
        digest = bytes;
        return this;
    }

    /** What it was against, and of which kind that is. */
    public ExecutionResultBuilder incident(@Nullable String id, @Nullable String type) {
        incidentId = id;
        incidentType = type;
        return this;
    }

    /** Whose systems, what it acted on there, and the node that ran it. */
    public ExecutionResultBuilder on(String whose, String what, String node) {
        client = whose;
        target = what;
        host = node;
        return this;
    }

    /** What the runbook is for. */
    public ExecutionResultBuilder platform(String name) {
        platform = name;
        return this;
    }

    /** From when to when. */
    public ExecutionResultBuilder time(Instant from, Instant to) {
        started = from;
        ended = to;
        return this;
    }

    /** How it ended. */
    public ExecutionResultBuilder status(ExecutionResult.Status how) {
        status = how;
        return this;
    }

    /** Whether the world got better. */
    public ExecutionResultBuilder verification(Verification found) {
        verification = found;
        return this;
    }

    /** The state before the first step, and after the last. */
    public ExecutionResultBuilder state(StateSnapshot first, StateSnapshot last) {
        before = first;
        after = last;
        return this;
    }

    /** What is kept of the states while it was watched after the last step. */
    public ExecutionResultBuilder watched(List<StateSnapshot> looks) {
        watched = List.copyOf(looks);
        return this;
    }

    /** Why it did not help, as far as anybody can tell, and what went wrong. */
    public ExecutionResultBuilder failure(@Nullable FailureType type, @Nullable String what) {
        failureType = type;
        error = what;
        return this;
    }

    /** What came of each step. */
    public ExecutionResultBuilder steps(List<StepResult> results) {
        steps = List.copyOf(results);
        return this;
    }

    /** Names the states and step results that belong to it; the execution's id when nothing is said. */
    public ExecutionResultBuilder evidence(String id) {
        evidenceId = id;
        return this;
    }

    /** Whatever else it is to be found by. */
    public ExecutionResultBuilder label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    /** The same for several. */
    public ExecutionResultBuilder labels(Map<String, String> more) {
        labels.putAll(more);
        return this;
    }

    /** The result. */
    public ExecutionResult build() {
        if (started == null || ended == null || status == null) {
            throw new AiopsException("The execution " + executionId
                    + " lacks its times or its status. Say time(started, ended) and status(...).");
        }
        StateSnapshot nothing = StateSnapshot.of(started, Map.of());
        return new ExecutionResult(
                executionId,
                runbookId,
                version,
                digest,
                incidentId,
                incidentType,
                client,
                target,
                host,
                platform,
                started,
                ended,
                status,
                verification,
                before == null ? nothing : before,
                after == null ? nothing : after,
                error,
                failureType,
                steps,
                evidenceId,
                labels,
                watched);
    }
}
