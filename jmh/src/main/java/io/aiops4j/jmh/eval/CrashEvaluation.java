package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** What becomes of a run whose node is killed, at every moment at which that could make a difference. */
final class CrashEvaluation implements Evaluation {

    private static final List<StoreChoice> ALL = List.of(StoreChoice.FILE, StoreChoice.H2, StoreChoice.POSTGRESQL);
    private static final int MOST_EVERY = 100;

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String summary() {
        return "a node killed at each append of a run and in each step: another one goes on";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar crash [--store NAME] [--every N] [--seed S] [--folder DIR]

                  --store NAME     file, h2, postgresql (a server of its own, on 127.0.0.1), or all, when nothing is said
                  --every N        only each N-th moment; all when nothing is said
                  --seed S         what the mix of steps comes from
                  --folder DIR     where the store is put; among the temporary files when nothing is said

                A child process runs six steps, some declared idempotent, some with a check; it is killed with SIGKILL before
                each append of the run is written, after it was written and before the node was told, and in each step after
                its effect and before its end. Then this process opens the same store as another node and goes on until
                nothing is open; the lease of the dead one ends after 1 s. Two runs are gone through: one that a person allowed, and one
                that the approval vouches for, whose sixth step fails so that three steps roll back. What steps did is kept
                outside, in a file that is forced. What should have come of each case is worked out from what is
                promised, not by the runner. Stores are gone through side by side.

                Figures: seed; for each store, behind its name: crashes, missed (moments that did not
                come: 0); completed, rolled_back, in_doubt (how runs ended),
                never_queued (killed before anybody was told that it would run), verified (steps in doubt whose check held:
                not repeated), repeated (steps in doubt that had had their effect and are declared idempotent: repeated
                under the same key); wrong_ends (another status, a step too few or too many, no record: 0), blind_repeats (0),
                double_ends (0), lost_approvals (0), permissions_used_twice (0), chain_faults (0), seconds.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--store", "--every", "--seed", "--folder");
        int every = (int) options.count("--every", 1, MOST_EVERY);
        long seed = options.seed();
        Progress.say("crash: seed " + seed);
        long start = System.nanoTime();
        List<StoreChoice> stores = stores(options, args);
        // a takeover waits for a lease most of the time
        ExecutorService threads = Executors.newFixedThreadPool(stores.size());
        try {
            List<Future<Consumer<Figures>>> found = new ArrayList<>();
            for (StoreChoice store : stores) {
                found.add(threads.submit(() -> crash(store, every, seed, options.folder())));
            }
            Figures figures = new Figures().with("seed", seed);
            for (Future<Consumer<Figures>> each : found) {
                each.get().accept(figures);
            }
            return figures.with("seconds", (System.nanoTime() - start) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<StoreChoice> stores(Options options, List<String> args) {
        int named = args.indexOf("--store");
        return named < 0 || args.get(named + 1).equals("all")
                ? ALL
                : List.of(options.store(StoreChoice.FILE, ALL.toArray(StoreChoice[]::new)));
    }

    private static Consumer<Figures> crash(StoreChoice choice, int every, long seed, Optional<Path> folder)
            throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.in(folder);
                StorePlace place = StorePlace.in(scratch.folder(), choice);
                CrashSession session = new CrashSession(scratch, place, every, seed)) {
            for (boolean allowed : new boolean[] {true, false}) {
                session.enumerate(!allowed, allowed);
                Progress.say("crash: " + session.progress());
            }
            return session.figures();
        }
    }
}
