package io.aiops4j.detect;

import static io.aiops4j.detect.Streams.minute;
import static io.aiops4j.detect.Streams.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class DetectionTest {

    private static final int THREADS = 8;

    @Test
    void watches_only_the_metrics_that_are_named() {
        Detection full =
                Detection.of(() -> Detectors.rule(Rule.above(90))).watching("disk.used", "disk.used", "heap.used");
        assertThat(full.observe(MetricPoint.of("disk.used", "shop", 95))).hasSize(1);
        assertThat(full.observe(MetricPoint.of("disk.free", "shop", 95))).isEmpty();
        assertThat(full.series()).isEqualTo(1);
        assertThatThrownBy(full::watching).isInstanceOf(AiopsException.class).hasMessageContaining("one metric");
        assertThatThrownBy(() -> full.watching(" "))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("blank");
    }

    @Test
    void tellsWhatIsUnusualNowAndForgetsItWhenItIsOver() {
        Instant start = Instant.parse("2026-03-01T10:00:00Z");
        Detection detection = Detection.of(() -> Detectors.rule(Rule.above(90)))
                .watching("disk.used")
                .suggesting("disk.used", "clean_disk");
        assertThat(detection.open()).isEmpty();
        double[] values = {50, 95, 97, 94};
        for (int i = 0; i < values.length; i++) {
            detection.observe(new MetricPoint("disk.used", Target.service("db"), values[i], start.plusSeconds(i)));
        }
        detection.observe(new MetricPoint("disk.used", Target.service("shop"), 50, start));
        assertThat(detection.open()).singleElement().satisfies(alarm -> {
            assertThat(alarm.target()).isEqualTo(Target.service("db"));
            assertThat(alarm.start()).isEqualTo(start.plusSeconds(1));
            assertThat(alarm.end()).isEqualTo(start.plusSeconds(3));
        });
        for (int i = 0; i < Detection.CLOSES_AFTER; i++) {
            detection.observe(new MetricPoint("disk.used", Target.service("db"), 50, start.plusSeconds(10 + i)));
        }
        assertThat(detection.open()).isEmpty();
        assertThat(detection.ended()).hasSize(1);
        assertThat(detection.watched()).containsExactly("disk.used");
        assertThat(detection.incidentTypeOf("disk.used")).isEqualTo(Detection.INCIDENT_TYPE);
        assertThat(detection.suggestedActionFor("disk.used")).contains("clean_disk");
        assertThat(detection.suggestedActionFor("heap.used")).isEmpty();
        assertThat(detection.most()).isEqualTo(Detection.MOST_SERIES);
    }

    @Test
    void givesOneSignalForAnEventHoweverLongItLasts() {
        IntToDoubleFunction noise = calm();
        for (int length : new int[] {1, 2, 10, 29, 200}) {
            List<Signal> signals = feed(
                    Detection.adaptive(), 600, i -> noise.applyAsDouble(i) + (i >= 300 && i < 300 + length ? 80 : 0));
            assertThat(signals).hasSize(1);
        }
    }

    @Test
    void givesANewSignalForANewEvent() {
        IntToDoubleFunction noise = calm();
        int later = 300 + 4 * 1_440;
        List<Signal> signals = feed(
                Detection.adaptive(),
                later + 100,
                i -> noise.applyAsDouble(i) + (i == 300 || i == 310 || i == later ? 200 : 0));
        assertThat(signals).hasSize(2);
        assertThat(signals.get(1).details()).containsEntry("time", minute(later).toString());
    }

    @Test
    void takesAFlutteringEventForOne() {
        IntToDoubleFunction noise = calm();
        List<Signal> signals = feed(
                Detection.adaptive(), 600, i -> noise.applyAsDouble(i) + (i >= 300 && i < 330 && i % 3 == 0 ? 500 : 0));
        assertThat(signals).hasSize(1);
    }

    @Test
    void saysWhatWasNoticed() {
        Signal signal = feed(Detection.adaptive(), 101, i -> i < 100 ? 512 + i % 3 - 1 : 800.25)
                .get(0);
        assertThat(signal.incidentType()).isEqualTo("metric_anomaly");
        assertThat(signal.source()).isEqualTo("detector:heap.used");
        assertThat(signal.target()).isEqualTo(Target.service("shop"));
        assertThat(signal.severity()).isEqualTo(Severity.ERROR);
        assertThat(signal.message())
                .startsWith("heap.used of shop is 800.2: ")
                .endsWith(signal.details().get("reason"));
        assertThat(signal.details())
                .containsEntry("metric", "heap.used")
                .containsEntry("value", "800.2")
                .containsEntry("time", minute(100).toString())
                .containsKeys("expected", "score", "confidence", "reason");
        assertThat(signal.details().get("band")).matches("5\\d\\d\\.?\\d* to 5\\d\\d\\.?\\d*");
    }

    @Test
    void namesTheIncidentTypeThatTheHostChose() {
        Detection detection = Detection.adaptive().incidentType("heap.used", "out_of_memory");
        assertThat(feed(detection, 101, i -> i < 100 ? 512 : 800))
                .singleElement()
                .extracting(Signal::incidentType)
                .isEqualTo("out_of_memory");
        assertThatThrownBy(() -> detection.incidentType("heap.used", " ")).isInstanceOf(AiopsException.class);
    }

    @Test
    void takesTheTimeFromItsClockAlsoWhenThatStandsStill() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        Detection detection = Detection.adaptive().clock(Clock.fixed(now, ZoneOffset.UTC));
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            signals.addAll(detection.observe(MetricPoint.of("heap.used", "shop", i < 100 ? 512 : 800)));
        }
        assertThat(signals).hasSize(1);
        assertThat(signals.get(0).details().get("time")).startsWith("2026-03-01T10:00:00");
    }

    @Test
    void isNotDisturbedByPointsWithoutAValueOrLateOnes() {
        IntToDoubleFunction noise = calm();
        Detection detection = Detection.adaptive();
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double value = noise.applyAsDouble(i) + (i >= 300 && i < 320 ? 80 : 0);
            signals.addAll(detection.observe(point(i, value)));
            signals.addAll(detection.observe(point(i, Double.NaN)));
            signals.addAll(detection.observe(point(i - 7, 1e9)));
        }
        assertThat(signals).hasSize(1);
    }

    @Test
    void keepsSeriesApart() {
        Detection detection = Detection.adaptive();
        for (int i = 0; i < 200; i++) {
            assertThat(detection.observe(new MetricPoint("a", Target.service("x"), 1, minute(i))))
                    .isEmpty();
            assertThat(detection.observe(new MetricPoint("a", Target.instance("x", "1"), 1e6, minute(i))))
                    .isEmpty();
            assertThat(detection.observe(new MetricPoint("b", Target.service("x"), -5, minute(i))))
                    .isEmpty();
        }
        assertThat(detection.series()).isEqualTo(3);
        assertThat(detection.evicted()).isZero();
    }

    @Test
    void forgetsTheColdestSeriesBeyondItsBound() {
        Detection detection = Detection.adaptive().atMost(3);
        for (String metric : List.of("a", "b", "c", "d", "b", "d", "e")) {
            detection.observe(MetricPoint.of(metric, "shop", 1));
        }
        // d took a's place, then c was the one that nobody had used
        assertThat(detection.series()).isEqualTo(3);
        assertThat(detection.evicted()).isEqualTo(2);
        for (String metric : List.of("b", "d", "e")) {
            detection.observe(MetricPoint.of(metric, "shop", 1));
        }
        assertThat(detection.evicted()).isEqualTo(2);
        assertThatThrownBy(() -> detection.atMost(0)).isInstanceOf(AiopsException.class);
    }

    @Test
    void keepsASeriesInUseThroughAFloodOfOthers() {
        Detection detection = Detection.adaptive().atMost(100);
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            signals.addAll(detection.observe(point(i, i == 1_999 ? 800 : 512)));
            for (int other = 0; other < 20; other++) {
                detection.observe(MetricPoint.of("flood-" + i + "-" + other, "shop", 1));
            }
        }
        assertThat(signals).hasSize(1);
        assertThat(detection.series()).isEqualTo(100);
        assertThat(detection.evicted()).isEqualTo(2_000 * 20 + 1 - 100);
    }

    @Test
    void startsAfreshWithNewSettings() {
        Detection detection = Detection.adaptive();
        detection.observe(point(0, 1));
        assertThat(detection.atMost(5).series()).isZero();
        assertThat(detection.incidentType("a", "b").series()).isZero();
        assertThat(detection.series()).isEqualTo(1);
    }

    @Test
    void takesDetectorsOfTheHost() {
        Detection detection = Detection.of(() -> new Detector() {
            @Override
            public Score observe(Observation o) {
                double value = o.value() > 0.9 ? 1 : 0;
                return new Score(value, 0.5, 0, 0.9, Severity.CRITICAL, 1, "over 90 %", Map.of());
            }

            @Override
            public DetectorState snapshot() {
                return DetectorState.of("limit", 1, new byte[0]);
            }
        });
        assertThat(feed(detection, 10, i -> i == 5 ? 0.95 : 0.5))
                .singleElement()
                .extracting(Signal::severity)
                .isEqualTo(Severity.CRITICAL);
    }

    /** Each thread has a series of its own, which must come out as if it were alone. */
    @Test
    void keepsSeriesApartForManyThreads() throws Exception {
        Detection detection = Detection.adaptive();
        List<List<Signal>> signals = inThreads(thread -> {
            List<Signal> own = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                double value = 100 + i % 7 + thread + (i == 2_000 ? 500 : 0);
                own.addAll(
                        detection.observe(new MetricPoint("own-" + thread, Target.service("shop"), value, minute(i))));
            }
            return own;
        });
        assertThat(signals).allSatisfy(own -> assertThat(own).hasSize(1));
        assertThat(detection.series()).isEqualTo(THREADS);
    }

    @Test
    void letsOnlyOneThreadAtATimeIntoASeries() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Detection detection = Detection.of(() -> new Detector() {
            @Override
            public Score observe(Observation observation) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                return Score.unjudged(0, "counted");
            }

            @Override
            public DetectorState snapshot() {
                return DetectorState.of("counting", 1, new byte[0]);
            }
        });
        inThreads(thread -> {
            for (int i = 0; i < 2_000; i++) {
                detection.observe(MetricPoint.of("shared", "shop", i));
            }
            return List.of();
        });
        assertThat(most).hasValue(1);
    }

    @Test
    void staysBoundedInAFloodFromManyThreads() throws Exception {
        Detection detection = Detection.adaptive().atMost(64);
        inThreads(thread -> {
            for (int i = 0; i < 5_000; i++) {
                detection.observe(MetricPoint.of(thread + "-" + i, "shop", i));
                detection.observe(MetricPoint.of("shared", "shop", i));
                assertThat(detection.series()).isLessThanOrEqualTo(64 + THREADS);
            }
            return List.of();
        });
        assertThat(detection.series()).isBetween(64 - THREADS, 64 + THREADS);
        assertThat(detection.evicted() + detection.series()).isGreaterThanOrEqualTo(5_000 * THREADS + 1);
    }

    private static List<List<Signal>> inThreads(IntFunction<List<Signal>> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Signal>>> results = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                results.add(pool.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            start.countDown();
            List<List<Signal>> signals = new ArrayList<>();
            for (Future<List<Signal>> result : results) {
                signals.add(result.get());
            }
            return signals;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Noise with bounds, which chance does not make unusual. */
    private static IntToDoubleFunction calm() {
        return i -> 100 + (i * 7_919L % 101) / 10.0;
    }

    private static MetricPoint point(int minute, double value) {
        return new MetricPoint("heap.used", Target.service("shop"), value, minute(minute));
    }

    private static List<Signal> feed(Detection detection, int count, IntToDoubleFunction values) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signals.addAll(detection.observe(point(i, values.applyAsDouble(i))));
        }
        return signals;
    }
}
