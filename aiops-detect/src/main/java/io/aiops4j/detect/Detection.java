package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.signal.Signal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The sensor that watches metrics: one detector per series (a metric of a target), and one signal per event.
 *
 * <pre>{@code
 * Aiops aiops = Aiops.builder()
 *         .sensor(Detection.adaptive().incidentType("heap.used", "out_of_memory"))
 *         .build();
 * aiops.observe(MetricPoint.of("heap.used", "shop", used));
 * }</pre>
 *
 * <p>An alarm opens, and a signal is given, when a score reaches {@link #OPENS_AT}; it closes when
 * {@link #CLOSES_AFTER} scores in a row were below {@link #QUIET_BELOW}. Until then the same event gives no
 * further signal.
 *
 * <p>At most {@link #MOST_SERIES} series are kept, or as many as {@link #atMost(int)} says; beyond that a series that
 * was not used lately is forgotten and {@linkplain #evicted() counted}.
 *
 * <p>Thread-safe. Points of different series share no lock; points of one series wait for each other. Settings are
 * chosen first: each method that changes one gives a new detection, which has seen nothing yet.
 */
public final class Detection implements Sensor {

    /** A score from here on opens an alarm: twice as far from what was expected as the band reaches. */
    public static final double OPENS_AT = 0.8;

    /** A score below is quiet: inside the band. */
    public static final double QUIET_BELOW = 0.5;

    /** So many quiet scores in a row close an alarm. */
    public static final int CLOSES_AFTER = 5;

    /** How many series are kept if nothing else is said. */
    public static final int MOST_SERIES = 10_000;

    /** The incident type of metrics for which no other was named. */
    public static final String INCIDENT_TYPE = "metric_anomaly";

    /** So many series in use are passed over in search of a cold one, so that a new series costs little. */
    private static final int PASSED_OVER = 64;

    private final Supplier<? extends Detector> detectors;
    private final Map<String, String> incidentTypes;
    private final Clock clock;
    private final int most;

    private final Map<Series.Key, Series> series = new ConcurrentHashMap<>();
    private final Queue<Series> byAge = new ConcurrentLinkedQueue<>();
    /** Exact, unlike the size of a concurrent map while others change it. */
    private final AtomicInteger kept = new AtomicInteger();

    private final LongAdder evicted = new LongAdder();

    private Detection(
            Supplier<? extends Detector> detectors, Map<String, String> incidentTypes, Clock clock, int most) {
        this.detectors = detectors;
        this.incidentTypes = Map.copyOf(incidentTypes);
        this.clock = clock;
        this.most = most;
    }

    /** {@return a detection with {@link Detectors#adaptive()} for each series} */
    public static Detection adaptive() {
        return of(Detectors::adaptive);
    }

    /**
     * A detection with detectors of your own.
     *
     * @param detectors gives a new detector for each series
     * @return the detection
     */
    public static Detection of(Supplier<? extends Detector> detectors) {
        return new Detection(detectors, Map.of(), Clock.systemUTC(), MOST_SERIES);
    }

    /**
     * Names the incident type that an anomaly of this metric points to, so that the runbooks for it are found.
     *
     * @param metric the metric's name
     * @param incidentType the incident type, such as {@code out_of_memory}
     * @return a new detection
     */
    public Detection incidentType(String metric, String incidentType) {
        if (incidentType.isBlank()) {
            throw new AiopsException("The incident type for the metric '" + metric + "' is blank. Name one, such as "
                    + INCIDENT_TYPE + ".");
        }
        Map<String, String> more = new HashMap<>(incidentTypes);
        more.put(metric, incidentType);
        return new Detection(detectors, more, clock, most);
    }

    /**
     * Takes the time of points that bring none from this clock. They are in order by arriving, so it may stand still.
     *
     * @param other the clock
     * @return a new detection
     */
    public Detection clock(Clock other) {
        return new Detection(detectors, incidentTypes, other, most);
    }

    /**
     * Bounds how many series are kept. While new series arrive on several threads at once, it may be a few more or
     * fewer: at most one per thread.
     *
     * @param series the most, at least 1
     * @return a new detection
     */
    public Detection atMost(int series) {
        if (series < 1) {
            throw new AiopsException("A detection keeps at least 1 series, not " + series + ".");
        }
        return new Detection(detectors, incidentTypes, clock, series);
    }

    @Override
    public List<Signal> observe(MetricPoint point) {
        Series.Alarm alarm = seriesOf(point).observe(point.value(), point.time(), clock);
        return alarm == null ? List.of() : List.of(signal(point, alarm));
    }

    /** {@return how many series are kept now} */
    public int series() {
        return kept.get();
    }

    /** {@return how many series were forgotten to make room for others} */
    public long evicted() {
        return evicted.sum();
    }

    private Series seriesOf(MetricPoint point) {
        Series.Key key = new Series.Key(point.metric(), point.target());
        Series known = series.get(key);
        return known == null ? admit(key) : known;
    }

    private Series admit(Series.Key key) {
        Series admitted = new Series(key, detectors.get());
        Series earlier = series.putIfAbsent(key, admitted);
        if (earlier != null) {
            return earlier;
        }
        kept.incrementAndGet();
        byAge.add(admitted);
        while (kept.get() > most && evictOne()) {
            // one more
        }
        return admitted;
    }

    /** The oldest that was not used since the last search goes; one that was gets a second chance. */
    private boolean evictOne() {
        for (int passed = 0; ; passed++) {
            Series oldest = byAge.poll();
            if (oldest == null) {
                return false;
            }
            if (!oldest.wasUsed() || passed >= PASSED_OVER) {
                series.remove(oldest.key, oldest);
                kept.decrementAndGet();
                evicted.increment();
                return true;
            }
            byAge.add(oldest);
        }
    }

    private Signal signal(MetricPoint point, Series.Alarm alarm) {
        Score score = alarm.score();
        String metric = point.metric();
        String value = Figures.of(point.value());
        Map<String, String> details = Map.of(
                "metric", metric,
                "value", value,
                "time", alarm.time().toString(),
                "expected", Figures.of(score.expected()),
                "band", Figures.of(score.lower()) + " to " + Figures.of(score.upper()),
                "score", Figures.of(score.value()),
                "confidence", Figures.of(score.confidence()),
                "reason", score.reason());
        return new Signal(
                Client.DEFAULT,
                "detector:" + metric,
                incidentTypes.getOrDefault(metric, INCIDENT_TYPE),
                point.target(),
                score.severity(),
                metric + " of " + point.target() + " is " + value + ": " + score.reason(),
                details);
    }
}
