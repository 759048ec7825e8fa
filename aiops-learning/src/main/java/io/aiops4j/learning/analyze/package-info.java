/**
 * Why an execution did not help: rules first, a model for what they leave open. Start with
 * {@link io.aiops4j.learning.analyze.FailureAnalyzer}.
 */
@NullMarked
package io.aiops4j.learning.analyze;

import org.jspecify.annotations.NullMarked;
