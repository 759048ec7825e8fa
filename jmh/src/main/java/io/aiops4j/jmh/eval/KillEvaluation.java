package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Whether anything that was acknowledged is gone after SIGKILL. */
final class KillEvaluation implements Evaluation {

    private static final int KILLS = 200;
    private static final long MOST_KILLS = 10_000;

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String summary() {
        return "what is lost when a process, or the database server, is killed";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar kill --store NAME [--kills N] [--server] [--seed S] [--folder DIR]

                  --store NAME     file, h2, sqlite or postgresql (a server of its own, on 127.0.0.1)
                  --kills N        how often, 200 when nothing is said; one journal for all
                  --server         postgresql only: kills the server, not the process that appends, and starts it again
                  --seed S         what the random moments begin with
                  --folder DIR     where the store is put; among the temporary files when nothing is said

                A child process appends from six threads: single entries, several at once, some under an id, some that
                require a stream's version. Two more save batches of 1 to 40 records, half of them twice, and append an entry
                that names a batch once it is saved. One more records results with a recorder that has a spill and whose
                store refuses now and then. It is killed with SIGKILL 10 to 300 ms after its first acknowledgement of each
                sort, one time in eight while it still opens the store. Then the store is opened here and read, and another recorder
                empties the spill. The chain is recomputed from the first entry, and all records are read, after every tenth
                kill and at the end.

                Figures: seed, kills, acknowledged (appends), entries, refused (for their preconditions), unknown (neither
                acknowledged nor refused), repeats (of unknown ones under their id, and of such batches, after the kill), lost
                (acknowledged, not there), repeated (there twice), half (there in part, or altered), misplaced (not where it
                was acknowledged, there though refused, or against its precondition), chain_faults, records_acknowledged,
                records_lost (batches acknowledged that are not there), records_half (batches there in part, or altered),
                dangling (entries that name a batch that is not there), recorded_acknowledged (results), recorded_replayed
                (that waited in the spill), recorded_lost, tally_differences (tallies that are not what the records there add
                up to), errors (what a child found wrong), seconds. From lost on everything should be 0 but for the two
                _acknowledged, _replayed and the seconds.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--store", "--kills", "--server?", "--seed", "--folder");
        StoreChoice choice =
                options.store(null, StoreChoice.FILE, StoreChoice.H2, StoreChoice.SQLITE, StoreChoice.POSTGRESQL);
        int kills = (int) options.count("--kills", KILLS, MOST_KILLS);
        boolean server = options.has("--server");
        if (server && choice != StoreChoice.POSTGRESQL) {
            throw new BadInput("--server goes with --store postgresql only: the others have no server.");
        }
        long seed = options.seed();
        Progress.say("kill: seed " + seed);
        try (Scratch scratch = Scratch.in(options.folder());
                StorePlace place = StorePlace.in(scratch.folder(), choice)) {
            place.open().close();
            KillSession session = new KillSession(scratch, place, kills, new Random(seed));
            long start = System.nanoTime();
            if (server) {
                session.killServer();
            } else {
                session.killChildren();
            }
            return session.figures(seed).with("seconds", (System.nanoTime() - start) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
