/**
 * Secrets and personal data in texts become placeholders, which whoever holds the map can put back. Pure: no I/O, no journal.
 * Start with {@link io.aiops4j.core.redact.Redactor}.
 */
@NullMarked
package io.aiops4j.core.redact;

import org.jspecify.annotations.NullMarked;
