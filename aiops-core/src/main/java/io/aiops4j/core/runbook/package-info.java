/**
 * Versioned steps against a kind of incident: how they are written, checked, compared and simulated. Start with
 * {@link io.aiops4j.core.runbook.Runbook}.
 */
@NullMarked
package io.aiops4j.core.runbook;

import org.jspecify.annotations.NullMarked;
