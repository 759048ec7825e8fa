/**
 * Signals that belong together, open until resolved. Start with {@link io.aiops4j.core.incident.Incidents}.
 */
@NullMarked
package io.aiops4j.core.incident;

import org.jspecify.annotations.NullMarked;
