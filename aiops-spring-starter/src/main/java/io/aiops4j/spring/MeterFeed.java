package io.aiops4j.spring;

import io.aiops4j.core.Target;
import io.aiops4j.core.signal.MetricPoint;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Shows meters of the application to the sensors, every so often, on a thread of its own: a gauge that hangs holds up this and nothing
 * else. Without a choice there is no thread.
 */
final class MeterFeed implements SmartLifecycle {

    /** The most series that one look shows; a tag without bound must not fill the sensors. */
    static final int MOST_SERIES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(MeterFeed.class);

    private final List<MeterChoice> choices;
    private final MeterRegistry registry;
    private final Consumer<MetricPoint> sensors;
    private final Duration step;
    private final Clock clock;
    private final LongSupplier nanos;
    private final MeterReading reading = new MeterReading();
    private long last;
    private Set<String> shown = Set.of();
    private boolean cut;
    private boolean stepped;
    private boolean failed;
    private volatile @Nullable ScheduledThreadPoolExecutor thread;

    MeterFeed(
            List<MeterChoice> choices,
            MeterRegistry registry,
            Consumer<MetricPoint> sensors,
            Duration step,
            Clock clock,
            LongSupplier nanos) {
        this.choices = List.copyOf(choices);
        this.registry = registry;
        this.sensors = sensors;
        this.step = step;
        this.clock = clock;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    // a registry that pushes its steps does not say how much something has risen since we looked
    private static MeterRegistry rising(MeterRegistry registry) {
        if (registry instanceof CompositeMeterRegistry composite) {
            List<MeterRegistry> all =
                    composite.getRegistries().stream().map(MeterFeed::rising).toList();
            return all.stream().filter(MeterFeed::isRising).findFirst().orElse(all.isEmpty() ? registry : all.get(0));
        }
        return registry;
    }

    private static boolean isRising(MeterRegistry registry) {
        return !(registry instanceof StepMeterRegistry);
    }

    /** Shows every meter that is chosen as it is now. */
    synchronized void look() {
        long now = nanos.getAsLong();
        MeterRegistry source = rising(registry);
        if (!isRising(source)) {
            warn(
                    stepped,
                    "The meters of " + source
                            + " begin anew with each of its steps, so sensors see no rates and means. "
                            + "A SimpleMeterRegistry bean beside it lets them be known.");
            stepped = true;
        }
        double seconds = (double) (now - last) / Duration.ofSeconds(1).toNanos();
        MeterPoints points = new MeterPoints(reading, seconds, isRising(source));
        for (Meter meter : source.getMeters()) {
            read(meter, points);
        }
        reading.done();
        last = now;
        show(points.at(clock.instant()));
    }

    // of too many, those go on that were shown before
    private void show(List<MetricPoint> all) {
        if (all.size() > MOST_SERIES) {
            warn(
                    cut,
                    all.size() + " series are chosen by aiops.detection.meters, and " + MOST_SERIES
                            + " of them are watched. Choose by tags, or by a target-tag with fewer values.");
            cut = true;
            all.sort(Comparator.comparing(point -> !shown.contains(series(point))));
        }
        List<MetricPoint> some = all.subList(0, Math.min(all.size(), MOST_SERIES));
        shown = some.stream().map(MeterFeed::series).collect(Collectors.toSet());
        some.forEach(sensors);
    }

    private static String series(MetricPoint point) {
        return point.metric() + "@" + point.target();
    }

    private static void warn(boolean already, String what) {
        if (!already) {
            LOG.warn(what);
        }
    }

    private void read(Meter meter, MeterPoints points) {
        try {
            for (MeterChoice choice : choices) {
                Target target = choice.targetOf(meter.getId());
                if (target != null) {
                    points.read(meter, target);
                    return; // once, whoever else would choose it too
                }
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed("The meter " + meter.getId() + " could not be read", e);
        }
    }

    // an exception would end the schedule
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed("Meters could not be shown to sensors", e);
        }
    }

    private synchronized void failed(String what, Throwable e) {
        if (!failed) {
            failed = true;
            LOG.warn("{}; further failures are not logged", what, e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it never throws, and ends with its thread
    public synchronized void start() {
        if (thread == null && !choices.isEmpty()) {
            ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, work -> {
                Thread daemon = new Thread(work, "aiops-meters");
                daemon.setDaemon(true);
                return daemon;
            });
            one.scheduleAtFixedRate(this::lookSafely, 0, step.toMillis(), TimeUnit.MILLISECONDS);
            thread = one;
        }
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor running = thread;
        if (running != null) {
            thread = null;
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
