/**
 * Anomalies in metrics: a detector is a pure state machine over one series, {@link io.aiops4j.detect.Detection} keeps
 * one per series and makes signals of what they notice. Start with {@code Detection.adaptive()}; to score a series
 * yourself, with {@link io.aiops4j.detect.Detectors}.
 */
@NullMarked
package io.aiops4j.detect;

import org.jspecify.annotations.NullMarked;
