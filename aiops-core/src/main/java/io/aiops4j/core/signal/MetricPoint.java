package io.aiops4j.core.signal;

import io.aiops4j.core.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of one metric of one target.
 *
 * <pre>{@code
 * aiops.observe(MetricPoint.of("heap.used", "shop", 512.0));
 * }</pre>
 *
 * @param metric the metric's name
 * @param target whose metric
 * @param value the value; NaN means that there was none
 * @param time when it was measured, or null for now
 */
public record MetricPoint(
        String metric,
        Target target,
        double value,
        @Nullable Instant time) implements Observable {

    /** A point of a service, measured now. */
    public static MetricPoint of(String metric, String service, double value) {
        return new MetricPoint(metric, Target.service(service), value, null);
    }

    /** The same point, measured at this time. */
    public MetricPoint at(Instant when) {
        return new MetricPoint(metric, target, value, when);
    }
}
