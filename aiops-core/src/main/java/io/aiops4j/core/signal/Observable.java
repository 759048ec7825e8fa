package io.aiops4j.core.signal;

/**
 * What can be observed: a line of a log, a point of a metric, or a signal that something else noticed.
 *
 * <pre>{@code
 * aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space"));
 * aiops.observe(MetricPoint.of("heap.used", "shop", used));
 * }</pre>
 */
public sealed interface Observable permits LogLine, MetricPoint, Signal {}
