/**
 * The bulk: executions and whatever else is kept by the thousand and found again by its fields. Start with
 * {@link io.aiops4j.core.store.RecordStore}.
 */
@NullMarked
package io.aiops4j.core.store;

import org.jspecify.annotations.NullMarked;
