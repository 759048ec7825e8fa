package io.aiops4j.detect;

import io.aiops4j.core.store.RecordStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a host chose for its {@link Detection}. */
record DetectionSettings(
        Supplier<? extends Detector> detectors,
        Map<String, String> incidentTypes,
        Map<String, String> actions,
        Clock clock,
        int most,
        @Nullable RecordStore<SavedSeries> store) {

    static DetectionSettings of(Supplier<? extends Detector> detectors) {
        return new DetectionSettings(detectors, Map.of(), Map.of(), Clock.systemUTC(), Detection.MOST_SERIES, null);
    }

    DetectionSettings incidentType(String metric, String incidentType) {
        return new DetectionSettings(detectors, with(incidentTypes, metric, incidentType), actions, clock, most, store);
    }

    DetectionSettings action(String metric, String action) {
        return new DetectionSettings(detectors, incidentTypes, with(actions, metric, action), clock, most, store);
    }

    DetectionSettings clock(Clock other) {
        return new DetectionSettings(detectors, incidentTypes, actions, other, most, store);
    }

    DetectionSettings most(int series) {
        return new DetectionSettings(detectors, incidentTypes, actions, clock, series, store);
    }

    DetectionSettings store(RecordStore<SavedSeries> records) {
        return new DetectionSettings(detectors, incidentTypes, actions, clock, most, records);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(key, value);
        return Map.copyOf(more);
    }
}
