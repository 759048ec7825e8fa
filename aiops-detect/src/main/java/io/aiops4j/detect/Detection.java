package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.store.RecordStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
 * was not used lately is forgotten and {@linkplain #evicted() counted}, or goes to a store where there is one
 * ({@link #keptIn}).
 *
 * <p>Thread-safe. Points of different series share no lock; points of one series wait for each other. Settings are
 * chosen first: each method that changes one gives a new detection, which has seen nothing yet.
 */
public final class Detection implements Sensor {

    /** A score from here on opens an alarm: the beginning of an event. */
    public static final double OPENS_AT = 0.8;

    /** A score below is quiet: usual in every respect. */
    public static final double QUIET_BELOW = 0.5;

    /** So many quiet scores in a row close an alarm. */
    public static final int CLOSES_AFTER = 5;

    /** So many alarms that ended are remembered. */
    public static final int MOST_ENDED = 1_000;

    /** How many series are kept if nothing else is said. */
    public static final int MOST_SERIES = 10_000;

    /** The incident type of metrics for which no other was named. */
    public static final String INCIDENT_TYPE = "metric_anomaly";

    /** So many series in use are passed over in search of a cold one, so that a new series costs little. */
    private static final int PASSED_OVER = 64;

    private final DetectionSettings settings;
    private final ColdSeries cold;
    private final Map<Series.Key, Series> series = new ConcurrentHashMap<>();
    private final Queue<Series> byAge = new ConcurrentLinkedQueue<>();
    /** Exact, unlike the size of a concurrent map while others change it. */
    private final AtomicInteger kept = new AtomicInteger();

    private final LongAdder evicted = new LongAdder();
    private final EndedAlarms ended = new EndedAlarms();

    private Detection(DetectionSettings settings) {
        this.settings = settings;
        this.cold = new ColdSeries(settings.store());
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
        return new Detection(DetectionSettings.of(detectors));
    }

    /**
     * Watches these metrics only. Points of others are passed over, and no series is kept for them.
     *
     * @param metrics the metrics' names, one at least
     * @return a new detection
     */
    public Detection watching(String... metrics) {
        if (metrics.length == 0) {
            throw new AiopsException("A detection watches one metric at least. Name it, or leave this out for all.");
        }
        for (String metric : metrics) {
            if (metric.isBlank()) {
                throw new AiopsException("The metric to be watched is blank. Name one, such as heap.used.");
            }
        }
        return new Detection(settings.metrics(new HashSet<>(List.of(metrics))));
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
        return new Detection(settings.incidentType(metric, incidentType));
    }

    /**
     * Names the action that may help when this metric is unusual. It is told with the signal and starts nothing: what
     * runs is what a person approved.
     *
     * @param metric the metric's name
     * @param action the action's name, such as {@code restart_service}
     * @return a new detection
     */
    public Detection suggesting(String metric, String action) {
        if (action.isBlank()) {
            throw new AiopsException(
                    "The action for the metric '" + metric + "' is blank. Name one, such as restart_service.");
        }
        return new Detection(settings.action(metric, action));
    }

    /**
     * Keeps what is evicted in a store, and brings it back when the series is observed again. Each eviction and each
     * series that is not in memory then costs one call of the store on the thread that observes, so have it near. A
     * store that fails loses states, never points; they are {@linkplain #lost() counted}.
     *
     * @param store the store
     * @return a new detection
     */
    public Detection keptIn(RecordStore<SavedSeries> store) {
        return new Detection(settings.store(store));
    }

    /**
     * Takes the time of points that bring none from this clock. They are in order by arriving, so it may stand still.
     *
     * @param other the clock
     * @return a new detection
     */
    public Detection clock(Clock other) {
        return new Detection(settings.clock(other));
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
        return new Detection(settings.most(series));
    }

    @Override
    public List<Signal> observe(MetricPoint point) {
        Signal signal = signalOf(point);
        return signal == null ? List.of() : List.of(signal);
    }

    /**
     * Takes many points at once, in their order.
     *
     * @param points the points
     * @return what they make noticed
     */
    public List<Signal> observe(List<MetricPoint> points) {
        List<Signal> signals = new ArrayList<>();
        for (MetricPoint point : points) {
            Signal signal = signalOf(point);
            if (signal != null) {
                signals.add(signal);
            }
        }
        return signals;
    }

    /** {@return the alarms that ended last, the latest at the end, at most {@link #MOST_ENDED}} */
    public List<Alarm> ended() {
        return ended.latest();
    }

    /** {@return the alarms that are open now, each up to the point that was unusual last; the earliest first} */
    public List<Alarm> open() {
        List<Alarm> alarms = new ArrayList<>();
        for (Series each : series.values()) {
            Alarm alarm = each.alarm();
            if (alarm != null) {
                alarms.add(alarm);
            }
        }
        alarms.sort(Comparator.comparing(Alarm::start));
        return alarms;
    }

    /**
     * {@return the incident type that anomalies of this metric point to}
     *
     * @param metric the metric's name
     */
    public String incidentTypeOf(String metric) {
        return settings.incidentTypes().getOrDefault(metric, INCIDENT_TYPE);
    }

    /**
     * {@return the action that may help when this metric is unusual, if one was named}
     *
     * @param metric the metric's name
     */
    public Optional<String> suggestedActionFor(String metric) {
        return Optional.ofNullable(settings.actions().get(metric));
    }

    /** {@return the metrics that are watched, in order; empty when all are} */
    public Set<String> watched() {
        return Collections.unmodifiableSet(new TreeSet<>(settings.metrics()));
    }

    /** {@return how many series are kept at most} */
    public int most() {
        return settings.most();
    }

    /** {@return how many states could not be kept in the store or brought back} */
    public long lost() {
        return cold.lost();
    }

    /** {@return how many series are kept now} */
    public int series() {
        return kept.get();
    }

    /** {@return how many series were forgotten to make room for others} */
    public long evicted() {
        return evicted.sum();
    }

    private @Nullable Signal signalOf(MetricPoint point) {
        if (!settings.watches(point.metric())) {
            return null;
        }
        OpenAlarm alarm = seriesOf(point).observe(point.value(), point.time(), settings.clock());
        return alarm == null ? null : signal(point, alarm);
    }

    private Series seriesOf(MetricPoint point) {
        Series.Key key = new Series.Key(point.metric(), point.target());
        Series known = series.get(key);
        return known == null ? admit(key) : known;
    }

    private Series admit(Series.Key key) {
        Series admitted = new Series(key, cold.detector(key, settings.detectors()), ended::add);
        Series earlier = series.putIfAbsent(key, admitted);
        if (earlier != null) {
            return earlier;
        }
        kept.incrementAndGet();
        byAge.add(admitted);
        while (kept.get() > settings.most() && evictOne()) {
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
                cold.keep(oldest.leave(settings.clock()));
                kept.decrementAndGet();
                evicted.increment();
                return true;
            }
            byAge.add(oldest);
        }
    }

    private Signal signal(MetricPoint point, OpenAlarm alarm) {
        Score score = alarm.opening;
        String metric = point.metric();
        String value = Figures.of(point.value());
        Map<String, String> details = new TreeMap<>();
        details.put("metric", metric);
        details.put("value", value);
        details.put("time", alarm.start.toString());
        details.put("expected", Figures.of(score.expected()));
        details.put("band", Figures.of(score.lower()) + " to " + Figures.of(score.upper()));
        details.put("score", Figures.of(score.value()));
        details.put("confidence", Figures.of(score.confidence()));
        details.put("reason", score.reason());
        score.features().forEach((feature, share) -> details.put("feature." + feature, Figures.of(share)));
        String action = settings.actions().get(metric);
        if (action != null) {
            details.put("suggestedAction", action);
        }
        return new Signal(
                Client.DEFAULT,
                "detector:" + metric,
                incidentTypeOf(metric),
                point.target(),
                score.severity(),
                metric + " of " + point.target() + " is " + value + ": " + score.reason(),
                details);
    }
}
