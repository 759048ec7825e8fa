/**
 * From a failure to a draft of a better runbook, justified by evidence. Start with
 * {@link io.aiops4j.learning.improve.RunbookImprover}.
 */
@NullMarked
package io.aiops4j.learning.improve;

import org.jspecify.annotations.NullMarked;
