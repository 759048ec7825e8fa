package io.aiops4j.spring;

import io.aiops4j.core.Target;
import io.aiops4j.core.signal.MetricPoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;

/**
 * The points of one look. Meters of one name that are of one target and differ by other tags are one series: a sensor watches the whole
 * and not the one that happened to be last. Levels and rates are added up, of greatest values the greatest counts, a mean is over all.
 */
final class MeterPoints {

    private record Series(String metric, Target target) {}

    private record Mean(double total, double count) {

        Mean and(Mean other) {
            return new Mean(total + other.total, count + other.count);
        }
    }

    private final MeterReading reading;
    private final double seconds;
    private final boolean rising;
    private final Map<Series, Double> values = new LinkedHashMap<>();
    private final Map<Series, Mean> means = new LinkedHashMap<>();

    /** A look so many seconds after the last one; without rates where a registry does not let counters rise. */
    MeterPoints(MeterReading reading, double seconds, boolean rising) {
        this.reading = reading;
        this.seconds = seconds;
        this.rising = rising;
    }

    void read(Meter meter, Target target) {
        Meter.Id id = meter.getId();
        String name = id.getName();
        if (meter instanceof TimeGauge gauge) {
            add(name, target, gauge.value(TimeUnit.SECONDS));
        } else if (meter instanceof Gauge gauge) {
            add(name, target, gauge.value());
        } else if (meter instanceof Counter counter) {
            rate(id, target, counter.count(), true);
        } else if (meter instanceof FunctionCounter counter) {
            rate(id, target, counter.count(), false);
        } else if (meter instanceof Timer timer) {
            most(name, target, timer.max(TimeUnit.SECONDS));
            spread(id, target, timer.totalTime(TimeUnit.SECONDS), (double) timer.count(), true);
        } else if (meter instanceof FunctionTimer timer) {
            spread(id, target, timer.totalTime(TimeUnit.SECONDS), timer.count(), false);
        } else if (meter instanceof DistributionSummary summary) {
            most(name, target, summary.max());
            spread(id, target, summary.totalAmount(), (double) summary.count(), true);
        } else if (meter instanceof LongTaskTimer timer) {
            add(name + ".active", target, timer.activeTasks());
            most(name, target, timer.max(TimeUnit.SECONDS));
        }
    }

    private void add(String metric, Target target, double value) {
        merge(metric, target, value, Double::sum);
    }

    private void most(String name, Target target, double value) {
        merge(name + ".max", target, value, Math::max);
    }

    private void merge(String metric, Target target, double value, BinaryOperator<Double> together) {
        if (Double.isFinite(value)) {
            values.merge(new Series(metric, target), value, together);
        }
    }

    private void rate(Meter.Id id, Target target, double count, boolean ours) {
        if (rising) {
            add(id.getName() + ".rate", target, reading.risen(id, MeterReading.Sum.COUNT, count, ours) / seconds);
        }
    }

    private void spread(Meter.Id id, Target target, double total, double count, boolean ours) {
        if (!rising) {
            return;
        }
        double risen = reading.risen(id, MeterReading.Sum.COUNT, count, ours);
        double amount = reading.risen(id, MeterReading.Sum.TOTAL, total, ours);
        add(id.getName() + ".rate", target, risen / seconds);
        if (risen > 0 && Double.isFinite(amount)) {
            means.merge(new Series(id.getName() + ".mean", target), new Mean(amount, risen), Mean::and);
        }
    }

    /** All of them, at this time. */
    List<MetricPoint> at(Instant time) {
        List<MetricPoint> points = new ArrayList<>();
        values.forEach((series, value) -> points.add(new MetricPoint(series.metric(), series.target(), value, time)));
        means.forEach((series, mean) ->
                points.add(new MetricPoint(series.metric(), series.target(), mean.total() / mean.count(), time)));
        return points;
    }
}
