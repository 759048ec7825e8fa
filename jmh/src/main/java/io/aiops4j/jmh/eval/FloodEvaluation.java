package io.aiops4j.jmh.eval;

import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** What a storm of signals leaves in the journal, and what it takes to forget among a million outcomes. */
final class FloodEvaluation implements Evaluation {

    private static final long MILLION = 1_000_000;
    private static final long MOST = 100 * MILLION;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String summary() {
        return "a storm of signals, and forgetting among a million outcomes";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar flood [--signals N] [--outcomes N] [--store NAME] [--seed S] [--folder DIR]

                  --signals N      how many signals, 1,000,000 when nothing is said: half of them about one type of
                                   incident on one service, the others about ten types on ten services
                  --outcomes N     how many ends of runs, 1,000,000 when nothing is said: of 7 runbooks, for 3 clients,
                                   against 1,000 incidents, of which one is forgotten
                  --store NAME     memory, file, h2, sqlite or postgresql; memory when nothing is said
                  --seed S         what random choices begin with
                  --folder DIR     where the store is put; among the temporary files when nothing is said

                The storm goes through a whole instance, from four threads, as fast as it takes signals without dropping
                any. The journal without the forgotten outcomes is always in memory.

                Figures: seed, signals, dropped, incidents, entries, entries_per_incident_max (its own and the decisions'
                about it), storm_seconds, signals_per_second, storm_peak_heap_mb (with garbage), storm_live_heap_mb
                (without); outcomes, forgotten (with what only they caused), write_seconds, fold_seconds, forget_seconds
                (until all confidences are known again), forget_peak_heap_mb, forget_live_heap_mb, forget_changed (1 when
                confidences differ from before, as they should), forget_differences (1 when they, or
                the fold's text byte for byte, differ from those of a journal in which nothing forgotten ever stood; 0 it
                should be).
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--signals", "--outcomes", "--store", "--seed", "--folder");
        long signals = options.count("--signals", MILLION, MOST);
        long outcomes = options.count("--outcomes", MILLION, MOST);
        StoreChoice choice = options.store(StoreChoice.MEMORY, StoreChoice.values());
        long seed = options.seed();
        Progress.say("flood: seed " + seed);
        try (Scratch scratch = Scratch.in(options.folder())) {
            Figures figures = storm(scratch, choice, signals, seed);
            return forgetting(scratch, choice, outcomes, seed, figures).with("seed", seed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Figures storm(Scratch scratch, StoreChoice choice, long signals, long seed)
            throws IOException, InterruptedException {
        try (StorePlace place = StorePlace.in(scratch.folder("storm"), choice);
                Stores stores = place.open()) {
            return new Storm(signals, seed).run(stores);
        }
    }

    private static Figures forgetting(Scratch scratch, StoreChoice choice, long outcomes, long seed, Figures figures)
            throws IOException {
        try (StorePlace place = StorePlace.in(scratch.folder("outcomes"), choice);
                Stores stores = place.open();
                Stores others = Stores.inMemory(Clock.systemUTC())) {
            return new Forgetting(outcomes, seed).run(stores, others, figures);
        }
    }
}
