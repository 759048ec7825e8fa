/** The whole loop in one runnable thread. Start with {@link io.aiops4j.samples.quickstart.Quickstart}. */
@NullMarked
package io.aiops4j.samples.quickstart;

import org.jspecify.annotations.NullMarked;
