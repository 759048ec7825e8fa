package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Detector;
import io.aiops4j.detect.Detectors;
import io.aiops4j.detect.Leak;
import io.aiops4j.detect.Limit;
import io.aiops4j.jmh.place.Scratch;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Whether leaks and exhaustions are foreseen, in time and with honest intervals, and how often in vain. */
final class LeaksEvaluation implements Evaluation {

    private static final int SERIES = 100;
    private static final long MOST_SERIES = 10_000;

    private static final double LEAST_COVERAGE = 75;
    private static final double MOST_COVERAGE = 85;
    private static final double LEAST_IN_TIME = 95;
    private static final double MOST_FALSE_ALARMS = 1;

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;

    /** What leaks by not being given back; for the rest there is the forecast. */
    private static final Set<LeakKind> LEAKING = Set.of(LeakKind.HEAP, LeakKind.POOL, LeakKind.DESCRIPTORS);

    @Override
    public String name() {
        return "leaks";
    }

    @Override
    public String summary() {
        return "leaks and exhaustions foreseen, in time or in vain";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar leaks [--seed S] [--series N] [--real]

                  --seed S         what the random series begin with
                  --series N       how many of each kind and sort, 100 when nothing is said
                  --real           instead: a child JVM with a heap of 128 MB that leaks until it dies

                Six kinds (heap with collections, pool, disk, descriptors, queue, certificate), three sorts: healthy (days,
                weekends, saw-teeth, bursts that drain, caches that warm up, restarts, deployments, noise), exhausting
                (straight, bending and compound fills of 20 minutes to 5 days, some wandering or with the load, on top of the
                rest) and relieved (leaks that restarts end before their limit). A value each 10 s to 5 min, limits over eleven
                orders of magnitude. The forecast sees everything; the leak detector too, and it answers for heaps, whose
                limit is for what remains after a collection. Peers in the same run, on the same series: Prometheus'
                predict_linear over 1 h, 4 h ahead, for 5 min, and over 30 min, 1 h ahead, for 5 min.

                Figures: seed, series; with exhaustion_, leak_ (and peer_4h_, peer_1h_) in front: false_alarms (per week of a
                healthy series, the time before a fill included), in_time (% of fills over 45 min with an alarm in the fill
                and at least 15 min before its end), coverage (% of the 80 % intervals that held the truth, each series
                counting the same), coverage_at_alarm (of those that an alarm came with), leak_caught (% of the relieved
                leaks in heaps, pools and descriptors), weeks, fills (over 45 min), seconds. Without a prefix: over all exhaustions.
                Floors: coverage from 75 to 85, in_time 95 or more, each of our false_alarms 1 or less; else the exit is 1.
                With --real: samples, first_alarm_percent (how much of the JVM's life had passed at the first alarm),
                exhaustion_seconds then, left_seconds in truth; the floor is an alarm before the end.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--seed", "--series", "--real?");
        if (options.has("--real")) {
            try (Scratch scratch = Scratch.in(options.folder())) {
                return RealLeak.run(scratch.folder()).figures();
            }
        }
        int series = (int) options.count("--series", SERIES, MOST_SERIES);
        long seed = options.seed();
        Progress.say("leaks: seed " + seed);
        return simulated(seed, series);
    }

    private static Figures simulated(long seed, int series) {
        long start = System.nanoTime();
        LeakTally exhaustion = new LeakTally();
        LeakTally leak = new LeakTally();
        LeakTally peerFar = new LeakTally();
        LeakTally peerNear = new LeakTally();
        LeakSimulator simulator = new LeakSimulator(seed);
        for (LeakKind kind : LeakKind.values()) {
            for (int i = 0; i < series; i++) {
                LeakSeries healthy = simulator.healthy(kind);
                exhaustion.healthy(healthy, watch(healthy, LeaksEvaluation::exhaustion));
                leak.healthy(healthy, watch(healthy, LeaksEvaluation::leak));
                peerFar.healthy(healthy, watch(healthy, LeaksEvaluation::peerFar));
                peerNear.healthy(healthy, watch(healthy, LeaksEvaluation::peerNear));
                LeakSeries exhausting = simulator.exhausting(kind);
                if (kind == LeakKind.HEAP) {
                    leak.exhausted(exhausting, watch(exhausting, LeaksEvaluation::leak));
                } else {
                    exhaustion.exhausted(exhausting, watch(exhausting, LeaksEvaluation::exhaustion));
                }
                peerFar.exhausted(exhausting, watch(exhausting, LeaksEvaluation::peerFar));
                peerNear.exhausted(exhausting, watch(exhausting, LeaksEvaluation::peerNear));
                if (LEAKING.contains(kind)) {
                    LeakSeries relieved = simulator.relieved(kind);
                    leak.relieved(relieved, watch(relieved, LeaksEvaluation::leak));
                }
            }
        }
        Figures figures = new Figures().with("seed", seed).with("series", (long) series);
        all(figures, exhaustion.and(leak));
        own(figures, "exhaustion_", exhaustion);
        own(figures, "leak_", leak);
        figures.with("leak_caught", leak.caughtPercent());
        peer(figures, "peer_4h_", peerFar);
        peer(figures, "peer_1h_", peerNear);
        return figures.with("weeks", exhaustion.weeks())
                .with("fills", (long) exhaustion.longFills() + leak.longFills())
                .with("seconds", (System.nanoTime() - start) / 1e9);
    }

    private static LeakWatch watch(LeakSeries series, Function<LeakSeries, Detector> detector) {
        return LeakWatch.over(series, detector.apply(series));
    }

    private static Detector exhaustion(LeakSeries series) {
        return Detectors.exhaustion(series.above() ? Limit.above(series.limit()) : Limit.below(series.limit()));
    }

    /** Free space is no leak: of it the detector is told no limit. */
    private static Detector leak(LeakSeries series) {
        return Detectors.leak(series.above() ? Leak.ofAnything().endingAt(series.limit()) : Leak.ofAnything());
    }

    private static Detector peerFar(LeakSeries series) {
        return new PredictLinear(series.limit(), series.above(), HOUR, 4 * HOUR, 5 * MINUTE);
    }

    private static Detector peerNear(LeakSeries series) {
        return new PredictLinear(series.limit(), series.above(), HOUR / 2, HOUR, 5 * MINUTE);
    }

    private static void own(Figures figures, String prefix, LeakTally tally) {
        peer(figures, prefix, tally);
        figures.with(prefix + "coverage", tally.coveragePercent())
                .with(prefix + "coverage_at_alarm", tally.coverageAtAlarmPercent())
                .floor(tally.falseAlarmsPerWeek() <= MOST_FALSE_ALARMS, prefix + "false_alarms");
    }

    /** Coverage and lead over all exhaustions, each seen by the detector that answers for it. */
    private static void all(Figures figures, LeakTally all) {
        double coverage = all.coveragePercent();
        figures.with("in_time", all.inTimePercent())
                .with("coverage", coverage)
                .with("coverage_at_alarm", all.coverageAtAlarmPercent())
                .floor(all.inTimePercent() >= LEAST_IN_TIME, "in_time")
                .floor(coverage >= LEAST_COVERAGE && coverage <= MOST_COVERAGE, "coverage");
    }

    private static void peer(Figures figures, String prefix, LeakTally tally) {
        figures.withThousandths(prefix + "false_alarms", tally.falseAlarmsPerWeek())
                .with(prefix + "in_time", tally.inTimePercent());
    }
}
