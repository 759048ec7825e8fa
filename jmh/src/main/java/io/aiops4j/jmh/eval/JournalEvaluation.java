package io.aiops4j.jmh.eval;

import io.aiops4j.core.stores.Stores;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What an acknowledged append costs, held against the bare write that it cannot do without, in the same run. */
final class JournalEvaluation implements Evaluation {

    private static final long SECONDS = 30;
    private static final long MOST_SECONDS = 3_600;
    private static final int ROUNDS = 5;
    private static final int MANY = 32;

    /** Each round measures three times. */
    private static final int PARTS = 3;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String summary() {
        return "appends per second, as a ratio to bare fsyncs or bare commits";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar journal --store NAME [--seconds N] [--folder DIR]

                  --store NAME     file or postgresql (a server of its own, on 127.0.0.1, synchronous_commit and fsync on)
                  --seconds N      how long in all, 30 when nothing is said
                  --folder DIR     where the store is put; among the temporary files when nothing is said

                Five rounds, and in each round one after the other: bare writes by one thread, appends of one entry by one
                thread, appends of one entry by 32 threads. A bare write is, for file, as many bytes as the store has per
                entry and FileChannel.force(false); for postgresql, one row with the entry's payload and commit, over JDBC.
                Each append is waited for. The figures are the medians of the rounds.

                Figures: bytes (per bare write), bare_per_second, appends_1_per_second, appends_32_per_second, and the
                ratios to bare: ratio_1, ratio_32 (the nearest hundredth, in percent: ratio_1_percent, ratio_32_percent).
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--store", "--seconds", "--folder");
        StoreChoice choice = options.store(null, StoreChoice.FILE, StoreChoice.POSTGRESQL);
        long seconds = options.count("--seconds", SECONDS, MOST_SECONDS);
        long nanos = seconds * 1_000_000_000L / (ROUNDS * PARTS);
        try (Scratch scratch = Scratch.of(options);
                StorePlace place = StorePlace.in(scratch.folder(), choice);
                Stores stores = place.open()) {
            AppendLoad load = new AppendLoad(stores.journal());
            load.perSecond(MANY, nanos);
            try (BareWrites bare = BareWrites.beside(place, scratch, stores.journal())) {
                bare.perSecond(nanos);
                return measure(load, bare, nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Figures measure(AppendLoad load, BareWrites bare, long nanos)
            throws IOException, InterruptedException {
        double[] writes = new double[ROUNDS];
        double[] one = new double[ROUNDS];
        double[] many = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            writes[round] = bare.perSecond(nanos);
            one[round] = load.perSecond(1, nanos);
            many[round] = load.perSecond(MANY, nanos);
            Progress.say("round " + (round + 1) + " of " + ROUNDS + ": bare " + Math.round(writes[round])
                    + ", one thread " + Math.round(one[round]) + ", " + MANY + " threads " + Math.round(many[round])
                    + " per second");
        }
        double base = median(writes);
        return new Figures()
                .with("bytes", bare.bytes())
                .with("bare_per_second", Math.round(base))
                .with("appends_1_per_second", Math.round(median(one)))
                .with("appends_32_per_second", Math.round(median(many)))
                .with("ratio_1_percent", 100 * median(one) / base)
                .with("ratio_32_percent", 100 * median(many) / base);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
