/**
 * People are told. Start with {@link io.aiops4j.core.notify.Notifier}.
 */
@NullMarked
package io.aiops4j.core.notify;

import org.jspecify.annotations.NullMarked;
