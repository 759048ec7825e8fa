package io.aiops4j.jmh.eval;

import io.aiops4j.core.signal.Severity;
import io.aiops4j.detect.Detector;
import io.aiops4j.detect.DetectorState;
import io.aiops4j.detect.Observation;
import io.aiops4j.detect.Score;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Prometheus' rule, as a peer: {@code predict_linear(x[window], horizon) > limit for: ...}, least squares over the window.
 */
final class PredictLinear implements Detector {

    private record Point(double time, double value) {}

    private final double limit;
    private final boolean above;
    private final double window;
    private final double horizon;
    private final double lasting;
    private final Deque<Point> points = new ArrayDeque<>();
    private double since = Double.NaN;

    PredictLinear(double limit, boolean above, double window, double horizon, double lasting) {
        this.limit = limit;
        this.above = above;
        this.window = window;
        this.horizon = horizon;
        this.lasting = lasting;
    }

    @Override
    public Score observe(Observation observation) {
        double now = observation.time().getEpochSecond();
        points.addLast(new Point(now, observation.value()));
        while (points.getFirst().time() <= now - window) {
            points.removeFirst();
        }
        if (!crosses(now)) {
            since = Double.NaN;
        } else if (Double.isNaN(since)) {
            since = now;
        }
        boolean fires = now - since >= lasting;
        return new Score(fires ? 1 : 0, limit, limit, limit, Severity.WARNING, 1, "predict_linear", Map.of());
    }

    private boolean crosses(double now) {
        if (points.size() < 2) {
            return false;
        }
        double meanTime = 0;
        double meanValue = 0;
        for (Point point : points) {
            meanTime += (point.time() - now) / points.size();
            meanValue += point.value() / points.size();
        }
        double both = 0;
        double times = 0;
        for (Point point : points) {
            double t = point.time() - now - meanTime;
            both += t * (point.value() - meanValue);
            times += t * t;
        }
        double predicted = meanValue + both / times * (horizon - meanTime);
        return above ? predicted > limit : predicted < limit;
    }

    @Override
    public DetectorState snapshot() {
        return DetectorState.of("predict-linear", 1, new byte[0]);
    }
}
