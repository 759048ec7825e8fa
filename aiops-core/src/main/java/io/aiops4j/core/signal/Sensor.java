package io.aiops4j.core.signal;

import java.util.List;

/**
 * Points in, signals out: how metric detectors reach the engine. It is called on the thread that observes the point, so it
 * must be quick and thread-safe; one that throws is counted and its point is dropped.
 *
 * <pre>{@code
 * Sensor sensor = point -> point.value() < 0.9
 *         ? List.of()
 *         : List.of(Signal.of("disk_full", point.target(), Severity.ERROR, "disk is 90 % full"));
 * }</pre>
 */
@FunctionalInterface
public interface Sensor {

    /** Takes one point and gives what it makes noticed, mostly nothing. */
    List<Signal> observe(MetricPoint point);
}
