package io.aiops4j.detect;

import io.aiops4j.core.store.RecordStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a host chose for its {@link Detection}.
 *
 * @param metrics which are watched; all if there are none
 */
record DetectionSettings(
        Supplier<? extends Detector> detectors,
        Set<String> metrics,
        Map<String, String> incidentTypes,
        Map<String, String> actions,
        Clock clock,
        int most,
        @Nullable RecordStore<SavedSeries> store) {

    static DetectionSettings of(Supplier<? extends Detector> detectors) {
        return new DetectionSettings(
                detectors, Set.of(), Map.of(), Map.of(), Clock.systemUTC(), Detection.MOST_SERIES, null);
    }

    boolean watches(String metric) {
        return metrics.isEmpty() || metrics.contains(metric);
    }

    DetectionSettings metrics(Set<String> names) {
        return new DetectionSettings(detectors, names, incidentTypes, actions, clock, most, store);
    }

    DetectionSettings incidentType(String metric, String incidentType) {
        return new DetectionSettings(
                detectors, metrics, with(incidentTypes, metric, incidentType), actions, clock, most, store);
    }

    DetectionSettings action(String metric, String action) {
        return new DetectionSettings(
                detectors, metrics, incidentTypes, with(actions, metric, action), clock, most, store);
    }

    DetectionSettings clock(Clock other) {
        return new DetectionSettings(detectors, metrics, incidentTypes, actions, other, most, store);
    }

    DetectionSettings most(int series) {
        return new DetectionSettings(detectors, metrics, incidentTypes, actions, clock, series, store);
    }

    DetectionSettings store(RecordStore<SavedSeries> records) {
        return new DetectionSettings(detectors, metrics, incidentTypes, actions, clock, most, records);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(key, value);
        return Map.copyOf(more);
    }
}
