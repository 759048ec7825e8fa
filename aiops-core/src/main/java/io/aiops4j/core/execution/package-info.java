/**
 * One run, told in full: what was seen, done and verified. Start with
 * {@link io.aiops4j.core.execution.ExecutionResult}.
 */
@NullMarked
package io.aiops4j.core.execution;

import org.jspecify.annotations.NullMarked;
