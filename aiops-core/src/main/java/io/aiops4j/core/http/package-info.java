/**
 * How HTTP services are called: on hosts that are configured and no other, with answers that are bounded and a time-out that holds.
 * Start with {@link io.aiops4j.core.http.HttpAccess}.
 */
@NullMarked
package io.aiops4j.core.http;

import org.jspecify.annotations.NullMarked;
