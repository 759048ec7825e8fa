package io.aiops4j;

import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternLibrary;
import io.aiops4j.core.redact.Redaction;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Observable;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.learning.loop.Loop;
import io.aiops4j.learning.loop.Noticed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hot path: the caller's thread matches and enqueues, and is never hurt. */
final class Observer {

    /** Of a longer message the first so many characters are looked at, and it is counted. */
    static final int LONGEST = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

    private final PatternLibrary patterns;
    private final Redactor redactor;
    private final List<Sensor> sensors;
    private final Loop loop;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();

    Observer(PatternLibrary patterns, Redactor redactor, List<Sensor> sensors, Loop loop) {
        this.patterns = patterns;
        this.redactor = redactor;
        this.sensors = List.copyOf(sensors);
        this.loop = loop;
    }

    List<Noticed> observe(Observable observed) {
        if (observed instanceof LogLine line) {
            return match(line);
        }
        if (observed instanceof MetricPoint point) {
            return sense(point);
        }
        if (observed instanceof Signal signal) {
            try {
                return List.of(notice(signal));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed("redacting", e);
            }
        }
        return List.of();
    }

    // what was noticed is kept, and shown to people and models; matching saw it as it was
    private Noticed notice(Signal signal) {
        Redaction redaction = redactor.begin();
        Map<String, String> details = redaction.texts(signal.details());
        String message = redaction.text(signal.message());
        return loop.offer(
                redaction.placeholders().isEmpty()
                        ? signal
                        : new Signal(
                                signal.client(),
                                signal.source(),
                                signal.incidentType(),
                                signal.target(),
                                signal.severity(),
                                message,
                                details));
    }

    private List<Noticed> match(LogLine line) {
        List<Noticed> noticed = List.of();
        try {
            LogLine looked = line.message().length() <= LONGEST ? line : cut(line);
            List<AlertPattern> given = patterns.match(looked);
            for (AlertPattern pattern : given) {
                noticed = and(noticed, notice(signal(pattern, looked)));
            }
            for (AlertPattern pattern : loop.learning().patterns().match(looked)) {
                if (given.stream().noneMatch(same -> same.incidentType().equals(pattern.incidentType()))) {
                    noticed = and(noticed, notice(signal(pattern, looked)));
                }
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failed("matching", e);
            return List.of();
        }
        return noticed;
    }

    // most lines tell nothing, and cost nothing here
    private static List<Noticed> and(List<Noticed> some, Noticed another) {
        List<Noticed> more = some.isEmpty() ? new ArrayList<>(1) : some;
        more.add(another);
        return more;
    }

    private LogLine cut(LogLine line) {
        lines.incrementAndGet();
        return new LogLine(line.target(), line.message().substring(0, LONGEST), line.fields());
    }

    private static Signal signal(AlertPattern pattern, LogLine line) {
        Signal signal = Signal.of(pattern.incidentType(), line.target(), pattern.severity(), line.message())
                .from("pattern:" + pattern.id());
        String action = pattern.suggestedAction();
        return action == null ? signal : signal.with("suggestedAction", action);
    }

    private List<Noticed> sense(MetricPoint point) {
        List<Noticed> noticed = List.of();
        for (Sensor sensor : sensors) {
            try {
                for (Signal signal : sensor.observe(point)) {
                    noticed = and(noticed, notice(signal));
                }
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failed("a sensor", e);
            }
        }
        return noticed;
    }

    private void failed(String what, Throwable e) {
        if (failures.getAndIncrement() == 0) {
            LOG.warn("{} failed; the host goes on, and further failures are only counted", what, e);
        }
    }

    /** Lines that were longer than what is looked at. */
    long cut() {
        return lines.get();
    }

    long failures() {
        return failures.get();
    }
}
