/**
 * For tests, ours and other people's: a clock that is set by hand, ids that derive, and the contract that every store passes.
 * Start with {@link io.aiops4j.core.testkit.JournalContract}.
 */
@NullMarked
package io.aiops4j.core.testkit;

import org.jspecify.annotations.NullMarked;
