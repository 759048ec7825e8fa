package io.aiops4j.detect;

import io.aiops4j.core.Target;
import java.time.Instant;

/**
 * One event in one series, from the point that began it to the last that was unusual. A record, so it is safe to share.
 *
 * <pre>{@code
 * for (Alarm alarm : detection.ended()) {
 *     log.info("{} was unusual from {} to {}, at most {}", alarm.metric(), alarm.start(), alarm.end(), alarm.value());
 * }
 * }</pre>
 *
 * @param metric the metric's name
 * @param target whose metric
 * @param start when it began
 * @param peak when it was farthest from what was expected at the start
 * @param end when it was last unusual
 * @param value the value at the peak
 * @param opening the score that opened it
 */
public record Alarm(
        String metric, Target target, Instant start, Instant peak, Instant end, double value, Score opening) {}
