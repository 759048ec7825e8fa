package io.aiops4j.jmh.eval;

import io.aiops4j.core.AiopsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Whether anything runs that nobody approved, is approved no longer, or was approved otherwise. */
final class GateEvaluation implements Evaluation {

    private static final long ATTACKS = 50_000;
    private static final long MOST_ATTACKS = 10_000_000;
    private static final long PROGRESS = 10_000;
    private static final int THREADS = 4;

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String summary() {
        return "whether anything runs that nobody approved";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar gate [--attacks N] [--seed S]

                  --attacks N      how many, 50000 when nothing is said; each kind has its share
                  --seed S         what the random choices begin with

                Each attack has a plant of its own: a journal in memory, a review, one runner or two, and handlers whose calls
                are counted. Something that must not run is asked for: a stored byte, header or word was altered and the
                journal linked again; lines were forged without the host's key or with a made-up one; the request differs
                from what was approved, comes too late, twice, from another client or on another node; the word was taken
                back, given by an author, an editor or too few; runs are halted, cancelled, taken over, over their limit; or
                somebody forbids it at the very moment in which two nodes run. Then the same is done without the alteration:
                that control must run, or the refusal would prove nothing.

                Outside: whoever has the host's key, hostile code in the process, and taking lines away from the end of a
                stream, which only a head noted elsewhere shows.

                Figures: seed, attacks, kinds, refused, ran (attacks in which a handler was called against what forbids it; in
                a race, also each run or step begun behind the entry that forbids it), faults (refused, but by an exception
                that is none of ours), stopped_midway (races in which some of it had run and the rest did not), controls, controls_ran, then of each kind _refused and _ran, seconds. ran and faults
                should be 0, and controls_ran equal to controls. Which thread wins a race is not repeated by the seed.
                """;
    }

    static List<GateAttack> attacks() {
        List<GateAttack> all = new ArrayList<>();
        all.addAll(GateLineAttacks.all());
        all.addAll(GateRequestAttacks.all());
        all.addAll(GateAuthorityAttacks.all());
        all.addAll(GateForgeries.all());
        all.addAll(GateRunForgeries.all());
        all.addAll(GateSnapshots.all());
        all.addAll(GateRaces.all());
        return List.copyOf(all);
    }

    @Override
    public Figures run(List<String> args) {
        Options options = Options.parse(args, "--attacks", "--seed");
        long attacks = options.count("--attacks", ATTACKS, MOST_ATTACKS);
        long seed = options.seed();
        Progress.say("gate: seed " + seed);
        long start = System.nanoTime();
        GateTally tally = new GateTally();
        run(attacks(), attacks, seed, tally);
        if (!tally.first().isEmpty()) {
            Progress.say("gate: " + tally.first());
        }
        return tally.figures(new Figures().with("seed", seed)).with("seconds", (System.nanoTime() - start) / 1e9);
    }

    private static void run(List<GateAttack> kinds, long attacks, long seed, GateTally tally) {
        AtomicLong next = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ends.add(threads.submit(() -> {
                    for (long n = next.getAndIncrement(); n < attacks; n = next.getAndIncrement()) {
                        attempt(kinds.get((int) (n % kinds.size())), chance(seed, n), tally);
                        if ((n + 1) % PROGRESS == 0) {
                            Progress.say("gate: " + (n + 1));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An attack broke", e);
        } finally {
            threads.shutdownNow();
        }
    }

    // mixed: of seeds that follow each other, Random begins with much the same choices
    private static long chance(long seed, long n) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + n).nextLong();
    }

    /** An attack, and the same without what forbids it. */
    static void attempt(GateAttack attack, long chance, GateTally tally) throws InterruptedException {
        String what = "chance " + chance;
        try (GateScene scene = new GateScene()) {
            try {
                attack.act().perform(scene, new Random(chance), true);
            } catch (AiopsException refused) {
                what = what + ", " + refused.getMessage();
            } catch (RuntimeException e) {
                tally.fault(attack.kind(), what + ", " + e);
            }
            tally.attack(attack.kind(), scene.wrong() > 0, what);
            if (scene.isMidway()) {
                tally.stoppedMidway();
            }
        }
        String why = "";
        try (GateScene scene = new GateScene()) {
            try {
                attack.act().perform(scene, new Random(chance), false);
            } catch (AiopsException refused) {
                why = String.valueOf(refused.getMessage());
            }
            tally.control(attack.kind(), scene.ran() >= GatePlant.STEPS, "chance " + chance + ", " + why);
        }
    }
}
