/**
 * A first runbook, out of what was done again and again against incidents of one kind. Start with
 * {@link io.aiops4j.learning.success.RunbookDrafter}.
 */
@NullMarked
package io.aiops4j.learning.success;

import org.jspecify.annotations.NullMarked;
