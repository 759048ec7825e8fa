/**
 * Did the world get better? Probes take the state before and after, checks compare. Start with
 * {@link io.aiops4j.core.verify.Check}.
 */
@NullMarked
package io.aiops4j.core.verify;

import org.jspecify.annotations.NullMarked;
