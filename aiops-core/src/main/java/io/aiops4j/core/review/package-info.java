/**
 * The gate: a change of any kind waits in the queue until a person approved exactly its bytes, and only this package can make
 * an {@link io.aiops4j.core.review.Approved}. Its jar entry is sealed. Start with {@link io.aiops4j.core.review.ReviewQueue}.
 */
@NullMarked
package io.aiops4j.core.review;

import org.jspecify.annotations.NullMarked;
