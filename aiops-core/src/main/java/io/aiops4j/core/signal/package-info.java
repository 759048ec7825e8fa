/**
 * What is noticed: log lines and metric points come in, signals come out. Start with {@link io.aiops4j.core.signal.Signal}.
 */
@NullMarked
package io.aiops4j.core.signal;

import org.jspecify.annotations.NullMarked;
