package io.aiops4j;

import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Observable;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.learning.loop.Loop;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hot path: the caller's thread matches and enqueues, and is never hurt. */
final class Observer {

    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

    private final PatternSet patterns;
    private final List<Sensor> sensors;
    private final Loop loop;
    private final AtomicLong failures = new AtomicLong();

    Observer(PatternSet patterns, List<Sensor> sensors, Loop loop) {
        this.patterns = patterns;
        this.sensors = List.copyOf(sensors);
        this.loop = loop;
    }

    void observe(Observable observed) {
        if (observed instanceof LogLine line) {
            match(line);
        } else if (observed instanceof MetricPoint point) {
            sense(point);
        } else if (observed instanceof Signal signal) {
            loop.offer(signal);
        }
    }

    private void match(LogLine line) {
        try {
            for (AlertPattern pattern : patterns.match(line.message())) {
                loop.offer(signal(pattern, line));
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed("matching", e);
        }
    }

    private static Signal signal(AlertPattern pattern, LogLine line) {
        Signal signal = Signal.of(pattern.incidentType(), line.target(), pattern.severity(), line.message())
                .from("pattern:" + pattern.id());
        String action = pattern.suggestedAction();
        return action == null ? signal : signal.with("suggestedAction", action);
    }

    private void sense(MetricPoint point) {
        for (Sensor sensor : sensors) {
            try {
                sensor.observe(point).forEach(loop::offer);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed("a sensor", e);
            }
        }
    }

    private void failed(String what, Throwable e) {
        if (failures.getAndIncrement() == 0) {
            LOG.warn("{} failed; the host goes on, and further failures are only counted", what, e);
        }
    }

    long failures() {
        return failures.get();
    }
}
