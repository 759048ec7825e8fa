package io.aiops4j.spring.web;

import io.aiops4j.core.Id;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.detect.Alarm;
import io.aiops4j.detect.Detection;
import io.aiops4j.detect.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What watches metrics on this node, and what was unusual in them: what is so now, and what was so last. */
final class AnomalyRoutes {

    private static final long LAST_SECOND = 999_999_999_999L;
    private static final int LAST_NANO = 999_999_999;

    private final Incidents incidents;
    private final List<Detection> detections;
    private final Redactor redactor;

    AnomalyRoutes(Incidents incidents, List<Sensor> sensors, Redactor redactor) {
        this.incidents = incidents;
        this.detections = sensors.stream().flatMap(AnomalyRoutes::of).toList();
        this.redactor = redactor;
    }

    private static Stream<Detection> of(Sensor sensor) {
        if (sensor instanceof Detection detection) {
            return Stream.of(detection);
        }
        // a sensor that is made of several
        return sensor instanceof Supplier<?> several && several.get() instanceof Collection<?> all
                ? all.stream().filter(Detection.class::isInstance).map(Detection.class::cast)
                : Stream.of();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/detectors", Right.READ, this::detectors, "after", "limit"),
                Route.get("/anomalies", Right.READ, this::anomalies, "open", "metric", "target", "after", "limit"));
    }

    private Answer detectors(Call call) {
        List<Integer> places =
                Stream.iterate(0, place -> place + 1).limit(detections.size()).toList();
        return Rows.page(call, places, place -> Integer.toString(100_000 + place), place -> row(detections.get(place)));
    }

    private static Map<String, Object> row(Detection detection) {
        return Rows.row(
                "metrics", List.copyOf(detection.watched()),
                "series", detection.series(),
                "mostSeries", detection.most(),
                "evicted", detection.evicted(),
                "lost", detection.lost(),
                "open", detection.open().size(),
                "ended", detection.ended().size(),
                "opensAt", Detection.OPENS_AT,
                "quietBelow", Detection.QUIET_BELOW,
                "closesAfter", Detection.CLOSES_AFTER);
    }

    private record Each(Detection detection, Alarm alarm, boolean open) {

        String id() {
            return Id.derived(
                    "alarm",
                    alarm.metric(),
                    alarm.target().toString(),
                    alarm.start().toString());
        }

        // the latest first
        String key() {
            Instant start = alarm.start();
            String seconds = Long.toString(LAST_SECOND - Math.max(0, start.getEpochSecond()));
            String nanos = Integer.toString(LAST_NANO - start.getNano());
            return "0".repeat(12 - seconds.length()) + seconds + "." + "0".repeat(9 - nanos.length()) + nanos + "."
                    + id();
        }
    }

    private Answer anomalies(Call call) {
        List<Each> all = new ArrayList<>();
        for (Detection detection : detections) {
            detection.open().forEach(alarm -> all.add(new Each(detection, alarm, true)));
            detection.ended().forEach(alarm -> all.add(new Each(detection, alarm, false)));
        }
        List<Each> asked = all.stream()
                .filter(each -> call.asks("open", Boolean.toString(each.open())))
                .filter(each -> call.asks("metric", each.alarm().metric()))
                .filter(each -> call.asks("target", each.alarm().target().toString()))
                .toList();
        List<Incident> open = incidents.open();
        return Rows.page(call, asked, Each::key, each -> row(each, open));
    }

    private Map<String, Object> row(Each each, List<Incident> open) {
        Alarm alarm = each.alarm();
        Score score = alarm.opening();
        String type = each.detection().incidentTypeOf(alarm.metric());
        return Rows.row(
                "id", each.id(),
                "open", each.open(),
                "metric", alarm.metric(),
                "target", alarm.target().toString(),
                "incidentType", type,
                "suggestedAction",
                        each.detection().suggestedActionFor(alarm.metric()).orElse(null),
                "severity", Rows.word(score.severity()),
                "started", alarm.start().toString(),
                "peak", alarm.peak().toString(),
                "lastUnusual", alarm.end().toString(),
                "value", finite(alarm.value()),
                "expected", score.expected(),
                "lower", score.lower(),
                "upper", score.upper(),
                "score", score.value(),
                "confidence", score.confidence(),
                "reason", redactor.begin().text(score.reason()),
                "features", score.features(),
                "incident", incident(alarm, type, open));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static @Nullable String incident(Alarm alarm, String type, List<Incident> open) {
        return open.stream()
                .filter(each -> each.type().equals(type) && each.target().equals(alarm.target()))
                .map(Incident::id)
                .findFirst()
                .orElse(null);
    }
}
