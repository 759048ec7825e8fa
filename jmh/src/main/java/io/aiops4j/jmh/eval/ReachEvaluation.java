package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.util.List;

/** Whether what is allowed on one node runs once, on another that reaches its target, and stops when it must. */
final class ReachEvaluation implements Evaluation {

    private static final long SECONDS = 30;
    private static final long MOST_SECONDS = 3_600;
    private static final long TIMES = 5;
    private static final long MOST_TIMES = 100;
    private static final long LEASE = 500;
    private static final long LONGEST_LEASE = 60_000;

    @Override
    public String name() {
        return "reach";
    }

    @Override
    public String summary() {
        return "nodes of which one reaches the target: it runs, is killed, is halted from afar";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar reach [--seconds N] [--times N] [--lease N] [--folder DIR]

                  --seconds N      how long runs are allowed, 30 when nothing is said
                  --times N        how often each of the rest is done, 5 when nothing is said
                  --lease N        how many milliseconds a lease holds, 500 when nothing is said
                  --folder DIR     where the database is put; among the temporary files when nothing is said

                Three processes share a PostgreSQL that is started for them on 127.0.0.1, each with the whole loop. Only the
                first one reaches the targets. Runs are allowed on the second one, one after the other. Then the first one is
                killed with SIGKILL in the middle of a run against an incident: while the third one reaches the target too,
                which then goes on with the run; and while nobody does, so that the run ends in doubt and its incident is
                escalated. At last everything is halted on the second one in the middle of a run on the first one.

                Figures: runs (that completed), runs_twice (started, ended or carried out more than once, but for the
                step that was repeated because its node was killed in it: 0), on_wrong_node (actions where the target is not
                reached: 0), actions_unaccounted (without a step start: 0); taken_over and escalated (both as often as
                --times says), escalated_twice; halted (runs), halted_within_ms (from the halt to the end of the run, the
                longest), starts_after_halt (of runs or steps: 0); stuck (what did not come about within a minute: 0),
                wait_ms_p50 and wait_ms_max (from the moment a run is queued to its start), failures (in the loops), chain_faults
                (0), seconds.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--seconds", "--times", "--lease", "--folder");
        long seconds = options.count("--seconds", SECONDS, MOST_SECONDS);
        int times = (int) options.count("--times", TIMES, MOST_TIMES);
        long lease = options.count("--lease", LEASE, LONGEST_LEASE);
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.in(options.folder());
                StorePlace place = StorePlace.in(scratch.folder(), StoreChoice.POSTGRESQL)) {
            place.open().close();
            try (ReachSession session = new ReachSession(scratch, place, lease)) {
                session.allow(seconds);
                Progress.say("reach: runs were allowed");
                for (int i = 0; i < 2 * times; i++) {
                    session.kill(i, i % 2 == 0);
                }
                Progress.say("reach: nodes were killed");
                for (int i = 0; i < times; i++) {
                    session.halt(i);
                }
                Figures figures = session.figures(new Figures());
                return figures.with("seconds", (System.nanoTime() - start) / 1e9);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
