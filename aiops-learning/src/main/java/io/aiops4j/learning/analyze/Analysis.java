package io.aiops4j.learning.analyze;

import io.aiops4j.core.execution.FailureType;

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
 * @param evidenceId of the execution's states and steps
 * @param source which rule, or which model, said so
 */
public record Analysis(FailureType type, String cause, String evidenceId, String source) {}
