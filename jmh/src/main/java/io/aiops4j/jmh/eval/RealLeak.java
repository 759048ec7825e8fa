package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Detection;
import io.aiops4j.detect.Detector;
import io.aiops4j.detect.Detectors;
import io.aiops4j.detect.Leak;
import io.aiops4j.detect.Observation;
import io.aiops4j.detect.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A JVM that really leaks until it dies, and the leak detector over the used heap that it told until then. */
final class RealLeak {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    /** Growth for so long is enough: this leak does not take hours. */
    private static final Duration OVER = Duration.ofSeconds(2);

    private final List<Observation> samples = new ArrayList<>();
    private double limit;
    private int firstAlarm = -1;
    private double foreseen = -1;

    private RealLeak() {}

    static RealLeak run(Path folder) throws IOException {
        RealLeak leak = new RealLeak();
        try (Child child = Child.startSmall(RealLeakChild.class, folder)) {
            child.require(0, line -> line.equals(RealLeakChild.DEAD), DEADLINE);
            child.lines(0).forEach(leak::take);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        leak.watch();
        return leak;
    }

    private void take(String line) {
        String[] words = line.split(" ");
        if (words[0].equals(RealLeakChild.LIMIT)) {
            limit = Double.parseDouble(words[1]);
        } else if (words[0].equals(RealLeakChild.USED)) {
            Instant time = Instant.EPOCH.plusNanos(Long.parseLong(words[1]));
            samples.add(new Observation(time, Double.parseDouble(words[2])));
        }
    }

    private void watch() {
        Detector detector = Detectors.leak(Leak.ofMemory().endingAt(limit).over(OVER));
        for (int i = 0; i < samples.size() && firstAlarm < 0; i++) {
            Score score = detector.observe(samples.get(i));
            if (score.value() >= Detection.OPENS_AT) {
                firstAlarm = i;
                foreseen = score.features().getOrDefault("exhaustion.seconds", -1.0);
            }
        }
    }

    boolean caught() {
        return firstAlarm >= 0 && firstAlarm < samples.size() - 1;
    }

    private double seconds(int from, int to) {
        return Duration.between(samples.get(from).time(), samples.get(to).time())
                        .toNanos()
                / 1e9;
    }

    Figures figures() {
        int end = samples.size() - 1;
        Figures figures = new Figures().with("samples", (long) samples.size());
        if (caught()) {
            figures.with("first_alarm_percent", 100 * seconds(0, firstAlarm) / seconds(0, end))
                    .with("exhaustion_seconds", foreseen)
                    .with("left_seconds", seconds(firstAlarm, end));
        }
        return figures.floor(caught(), "caught before the end");
    }
}
