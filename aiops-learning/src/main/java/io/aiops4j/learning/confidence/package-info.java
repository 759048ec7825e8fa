/**
 * How much a version of a runbook has shown: computed from the ends of its runs, never stored. Start with
 * {@link io.aiops4j.learning.confidence.Confidence}.
 */
@NullMarked
package io.aiops4j.learning.confidence;

import org.jspecify.annotations.NullMarked;
