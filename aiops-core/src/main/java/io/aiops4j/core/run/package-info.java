/**
 * Runs approved runbooks and nothing else: limits and locks sit here, where nobody walks round them. Start with
 * {@link io.aiops4j.core.run.Runner}; what a runbook can do is an {@link io.aiops4j.core.run.Action}.
 */
@NullMarked
package io.aiops4j.core.run;

import org.jspecify.annotations.NullMarked;
