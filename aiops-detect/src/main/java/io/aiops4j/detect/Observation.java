package io.aiops4j.detect;

import java.time.Instant;

/**
 * One value of one series at one time. A record, so it is safe to share.
 *
 * <pre>{@code
 * Score score = detector.observe(new Observation(Instant.parse("2026-03-01T10:00:00Z"), 512.0));
 * }</pre>
 *
 * @param time when it was measured
 * @param value the value; NaN or infinite means that there was none
 */
public record Observation(Instant time, double value) {}
