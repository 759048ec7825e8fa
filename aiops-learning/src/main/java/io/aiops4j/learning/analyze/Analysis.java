package io.aiops4j.learning.analyze;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.execution.FailureType;
import java.util.List;
import java.util.Objects;

/**
 * Why an execution did not help.
 *
 * <pre>{@code
 * Analysis analysis = analyzer.analyze(result, runbook);
 * if (analysis.type().isImprovable()) improve(analysis);
 * }</pre>
 *
 * @param type from the one list of failure types
 * @param cause in words
 * @param evidence what it rests on, each named by the evidence id of the execution and the place in it, such as
 *     {@code ev-12/steps/restart} or {@code ev-12/after/heap.used}
 * @param confidence from 0 to 1: how sure whoever said so is; it ranks, and never raises authority
 * @param source which rule, or which model, said so
 */
public record Analysis(FailureType type, String cause, List<String> evidence, double confidence, String source) {

    /** Copies the list, and refuses what was read from a store and lacks something. */
    public Analysis {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(cause, "cause");
        evidence = List.copyOf(evidence);
        Objects.requireNonNull(source, "source");
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new AiopsException("A confidence lies between 0 and 1, not at " + confidence + ".");
        }
    }
}
