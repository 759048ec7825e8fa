package io.aiops4j.spring;

import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.detect.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The rules, leaks and limits that properties name, as one sensor; whoever wants to look at them asks for them. */
record NamedDetections(List<Detection> detections) implements Sensor, Supplier<List<Detection>> {

    NamedDetections {
        detections = List.copyOf(detections);
    }

    @Override
    public List<Signal> observe(MetricPoint point) {
        List<Signal> signals = new ArrayList<>();
        for (Detection detection : detections) {
            signals.addAll(detection.observe(point));
        }
        return signals;
    }

    @Override
    public List<Detection> get() {
        return detections;
    }
}
