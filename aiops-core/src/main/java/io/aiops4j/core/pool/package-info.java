/**
 * Pools of database connections: what they look like from outside, and how another one takes over. Start with
 * {@link io.aiops4j.core.pool.ConnectionPool}.
 */
@NullMarked
package io.aiops4j.core.pool;

import org.jspecify.annotations.NullMarked;
