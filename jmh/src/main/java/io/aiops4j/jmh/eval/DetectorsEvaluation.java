package io.aiops4j.jmh.eval;

import io.aiops4j.detect.Detector;
import io.aiops4j.detect.Detectors;
import io.aiops4j.detect.Observation;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What the default detector costs in time and memory, against RandomCutForest. */
final class DetectorsEvaluation implements Evaluation {

    private static final int ROUND_ROBIN = 10_000;
    private static final int ROUNDS = 5;
    private static final int HOT_POINTS = 2_000_000;
    private static final int VISITS = 100;
    private static final int FOREST_HOT_POINTS = 20_000;
    private static final int FOREST_SERIES = 200;
    private static final int WARM = 400;
    private static final int MEMORY_VISITS = 40;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private double sink;

    @Override
    public String name() {
        return "detectors";
    }

    @Override
    public String summary() {
        return "points per CPU second and bytes per series of the default detector";
    }

    @Override
    public String usage() {
        return """
                Usage: java -Xmx4g -jar eval.jar detectors --bench [--points N] [--series N] [--seed N]

                  --bench     says that it is meant: this takes minutes
                  --points N  how many points one hot series gets in a round (2,000,000)
                  --series N  how many series are kept in memory at once (1,000,000)
                  --seed N    for the noise that the series are made of

                Figures: points per CPU second of one thread, the median of five rounds, in one hot series and in
                10,000 series in turn, for the default (adaptive) and for RandomCutForest with 50 trees of 256 points
                (rcf; 200 series in turn); bytes per series in memory and saved; megabytes with all series live, and
                the most that the heap may have.
                """;
    }

    @Override
    public Figures run(List<String> args) {
        Options options = Options.parse(args, "--bench?", "--points", "--series", "--seed");
        if (!options.has("--bench")) {
            throw new BadInput("Say --bench to measure speed and memory.");
        }
        int points = (int) options.count("--points", HOT_POINTS, 1_000_000_000);
        int series = (int) options.count("--series", 1_000_000, 100_000_000);
        long seed = options.seed();
        double[] noise =
                new Random(seed).doubles(1 << 16).map(each -> 100 + 10 * each).toArray();
        Figures figures = new Figures().with("seed", seed);
        Supplier<ToDoubleFunction<Observation>> adaptive =
                Judge.ADAPTIVE.shipped().fresh();
        Supplier<ToDoubleFunction<Observation>> forest = Judge.FOREST.shipped().fresh();
        int forests = Math.max(1, Math.min(FOREST_SERIES, series / 50));
        Progress.say("one hot series");
        figures.with("adaptive_hot_per_cpu_second", rate(adaptive, 1, points, noise))
                .with("rcf_hot_per_cpu_second", rate(forest, 1, Math.min(points, FOREST_HOT_POINTS), noise));
        Progress.say("series in turn");
        figures.with("adaptive_in_turn_per_cpu_second", rate(adaptive, ROUND_ROBIN, Math.min(points, VISITS), noise))
                .with("rcf_in_turn_per_cpu_second", rate(forest, forests, Math.min(points, WARM), noise));
        Progress.say("memory");
        figures.with("rcf_bytes_per_series", bytes(forest, forests, Math.min(points, WARM), noise));
        return memory(figures, series, noise);
    }

    private long rate(Supplier<ToDoubleFunction<Observation>> fresh, int series, int visits, double[] noise) {
        List<ToDoubleFunction<Observation>> all = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            all.add(fresh.get());
        }
        long[] rates = new long[ROUNDS];
        long visit = 0;
        for (int round = -1; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < visits; i++, visit++) {
                Instant time = START.plusSeconds(60 * visit);
                for (int each = 0; each < series; each++) {
                    double value = noise[(int) (visit * 31 + each * 7L) & (noise.length - 1)];
                    sink += all.get(each).applyAsDouble(new Observation(time, value));
                }
            }
            long cpu = Math.max(1, threads.getCurrentThreadCpuTime() - before);
            if (round >= 0) {
                rates[round] = Math.round((double) visits * series * 1e9 / cpu);
            }
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    private long bytes(Supplier<ToDoubleFunction<Observation>> fresh, int series, int visits, double[] noise) {
        double before = Heap.live();
        List<ToDoubleFunction<Observation>> all = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            ToDoubleFunction<Observation> judge = fresh.get();
            for (int visit = 0; visit < visits; visit++) {
                sink += judge.applyAsDouble(
                        new Observation(START.plusSeconds(60L * visit), noise[(visit * 31 + i) & (noise.length - 1)]));
            }
            all.add(judge);
        }
        double after = Heap.live();
        sink += all.size();
        return Math.round((after - before) * Heap.MEGABYTE / series);
    }

    private Figures memory(Figures figures, int series, double[] noise) {
        double before = Heap.live();
        Detector[] all = new Detector[series];
        for (int i = 0; i < series; i++) {
            all[i] = Detectors.adaptive();
            for (int visit = 0; visit < MEMORY_VISITS; visit++) {
                sink += all[i].observe(new Observation(
                                START.plusSeconds(60L * visit), noise[(visit * 31 + i) & (noise.length - 1)]))
                        .value();
            }
        }
        double live = Heap.live() - before;
        return figures.with("series", series)
                .with("adaptive_bytes_per_series", Math.round(live * Heap.MEGABYTE / series))
                .with("adaptive_bytes_saved", all[0].snapshot().toBytes().length)
                .with("live_mb", live)
                .with("heap_limit_mb", Runtime.getRuntime().maxMemory() / Heap.MEGABYTE)
                .withThousandths("checksum", sink % 1);
    }
}
