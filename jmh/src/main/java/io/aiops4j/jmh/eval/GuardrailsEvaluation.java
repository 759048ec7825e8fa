package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.util.List;

/** Whether limits hold to the unit for two processes that are killed and started again, and how fast everything stops. */
final class GuardrailsEvaluation implements Evaluation {

    private static final long SECONDS = 60;
    private static final long MOST_SECONDS = 600;

    @Override
    public String name() {
        return "guardrails";
    }

    @Override
    public String summary() {
        return "two processes that run what they can and are killed in a loop: limits, pauses, kill switch";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar guardrails [--seconds N] [--seed S] [--folder DIR]

                  --seconds N      how long they try, 60 when nothing is said
                  --seed S         what random choices begin with
                  --folder DIR     where the database is put; among the temporary files when nothing is said

                Two processes share a PostgreSQL that is started for them on 127.0.0.1. Each tries on three threads to run
                whatever it can by itself, for clients of which a new one comes every second, with runbooks of which some fail.
                Their clocks jump by hours. Every 1.5 s one of them is killed with SIGKILL and started again. The limits are
                the defaults, the pauses are shorter. At last everything is halted here while both carry out a long run.
                Then the journal is held against the rules once more.

                Figures: seed; halt_word_ms (until the halt was written), halt_a_ms and halt_b_ms (from before the halt to the
                last handler that each node called, at most 1,000), ended_a_ms and ended_b_ms (to the end of its run); tried, ran, refused, refused_RULE for each rule (refused_gate:
                what it was cleared on changed in that moment); restarts, entries, starts; most_in_an_hour (of a client, at
                most 10), clients_at_the_limit, most_on_a_service (at most 4), most_against_an_incident (at most 5);
                pauses_broken, circuits_broken, together_on_a_service, starts_after_halt (0 each); failures, chain_faults
                (0), seconds. Exit 1 when a limit was exceeded by one, or a node took longer than a second to stop.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--seconds", "--seed", "--folder");
        long seconds = options.count("--seconds", SECONDS, MOST_SECONDS);
        long seed = options.seed();
        Progress.say("guardrails: seed " + seed);
        long start = System.nanoTime();
        try (Scratch scratch = Scratch.in(options.folder());
                StorePlace place = StorePlace.in(scratch.folder(), StoreChoice.POSTGRESQL)) {
            place.open().close();
            try (GuardSession session = new GuardSession(scratch, place, seconds, seed)) {
                session.attempt(seconds);
                Progress.say("guardrails: both tried what they could");
                Figures figures = session.halt(new Figures().with("seed", seed));
                session.figures(figures);
                return figures.with("seconds", (System.nanoTime() - start) / 1e9);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
