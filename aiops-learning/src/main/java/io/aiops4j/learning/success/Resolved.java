package io.aiops4j.learning.success;

import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import java.util.Comparator;
import java.util.List;

/**
 * An incident that was resolved, and what was run against it or, by the host itself, on its target meanwhile.
 *
 * <pre>{@code
 * Resolved resolved = new Resolved("inc-17", Target.service("redis"), executions);
 * }</pre>
 *
 * @param incidentId which incident
 * @param target what it was about
 * @param done what was run, the earliest first
 */
public record Resolved(String incidentId, Target target, List<ExecutionResult> done) {

    /** Copies the executions, the earliest first. */
    public Resolved {
        done = done.stream()
                .sorted(Comparator.comparing(ExecutionResult::started).thenComparing(ExecutionResult::executionId))
                .toList();
    }
}
