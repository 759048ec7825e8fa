/**
 * The append-only, chained record of authority and lifecycle: who allowed what, what was started, what came of it. Start with
 * {@link io.aiops4j.core.journal.Journal}; everything that is shown or decided is a {@link io.aiops4j.core.journal.Fold} over it.
 */
@NullMarked
package io.aiops4j.core.journal;

import org.jspecify.annotations.NullMarked;
