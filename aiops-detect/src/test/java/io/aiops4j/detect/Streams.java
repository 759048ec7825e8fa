package io.aiops4j.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Series for tests, regular and hostile. */
final class Streams {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Streams() {}

    static Instant minute(int i) {
        return START.plusSeconds(60L * i);
    }

    /** One value a minute. */
    static List<Observation> of(int count, IntToDoubleFunction values) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Observation(minute(i), values.applyAsDouble(i)))
                .toList();
    }

    /** Around 100, standard deviation 5. */
    static IntToDoubleFunction noise(long seed) {
        Random random = new Random(seed);
        return i -> 100 + 5 * random.nextGaussian();
    }

    static List<Score> scores(Detector detector, List<Observation> series) {
        return series.stream().map(detector::observe).toList();
    }

    /** Everything that a host may do to a detector: no values, late, repeated and far-off times, any magnitude. */
    static Arbitrary<List<Observation>> hostile() {
        Arbitrary<Double> values = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.doubles().between(90, 110)),
                Tuple.of(2, Arbitraries.just(100.0)),
                Tuple.of(2, Arbitraries.integers().between(-12, 12).map(e -> Math.pow(10, e))),
                Tuple.of(1, Arbitraries.doubles()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.MAX_VALUE,
                                -Double.MAX_VALUE,
                                Double.MIN_VALUE,
                                0.0,
                                -0.0)));
        Arbitrary<Long> steps = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just(60L)),
                Tuple.of(2, Arbitraries.longs().between(1, 3600)),
                Tuple.of(1, Arbitraries.longs().between(-7200, 0)),
                Tuple.of(1, Arbitraries.of(86_400L * 30, Long.MAX_VALUE, Long.MIN_VALUE)));
        Arbitrary<List<Tuple.Tuple2<Double, Long>>> pairs =
                Combinators.combine(values, steps).as(Tuple::of).list().ofMaxSize(200);
        // by the minute, and so slowly that days and weeks are learned
        Arbitrary<Integer> slower = Arbitraries.of(1, 1, 60, 360);
        return Combinators.combine(pairs, slower).as((all, factor) -> {
            List<Observation> series = new ArrayList<>();
            Instant time = START;
            for (Tuple.Tuple2<Double, Long> pair : all) {
                time = move(time, pair.get2() == 60L ? 60L * factor : pair.get2());
                series.add(new Observation(time, pair.get1()));
            }
            return series;
        });
    }

    private static Instant move(Instant time, long seconds) {
        if (seconds == Long.MAX_VALUE) {
            return Instant.MAX;
        }
        if (seconds == Long.MIN_VALUE) {
            return Instant.MIN;
        }
        // from the ends of time there is no way on but back to the start
        boolean atTheEnd = time.equals(Instant.MAX) || time.equals(Instant.MIN);
        return (atTheEnd ? START : time).plusSeconds(seconds);
    }
}
