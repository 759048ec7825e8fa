/** The whole loop in one runnable thread. Start with {@link io.aiops4j.samples.quickstart.Quickstart}. */
package io.aiops4j.samples.quickstart;
