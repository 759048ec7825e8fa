package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.Client;
import io.aiops4j.core.Digest;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.LessonView;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.run.RunEntries;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.verify.Verification;
import io.aiops4j.learning.confidence.Confidences;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * A million outcomes of several runbooks for several clients, then one incident among thousands is forgotten, with all that
 * only its outcomes caused. What was learned is held against a journal in which none of them ever stood.
 */
final class Forgetting {

    private static final int RUNBOOKS = 7;
    private static final int CLIENTS = 3;
    private static final int INCIDENTS = 1_000;
    private static final int FORGOTTEN = 17;
    private static final int BATCH = 500;

    /** One batch in so many follows from an earlier outcome, and only from that. */
    private static final int CAUSED = 5;

    private static final int CAUSED_BATCH = 5;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Actor RUNNER = Actor.system("runner");
    private static final Actor BOB = Actor.person("bob");

    private final long outcomes;
    private final long seed;

    Forgetting(long outcomes, long seed) {
        this.outcomes = outcomes;
        this.seed = seed;
    }

    Figures run(Stores stores, Stores others, Figures figures) {
        Heap.reset();
        BitSet gone = new BitSet();
        long start = System.nanoTime();
        write(stores.journal(), null, gone);
        figures.with("outcomes", outcomes).with("forgotten", gone.cardinality()).with("write_seconds", since(start));

        Learned learned = new Learned(stores);
        start = System.nanoTime();
        String before = learned.text();
        figures.with("fold_seconds", since(start));

        stores.journal()
                .append(Append.by(BOB)
                        .require(LessonView.STREAM, 0)
                        .add(
                                LessonView.STREAM,
                                LessonView.FORGOTTEN,
                                new LessonView.Note(Selector.incident("inc-" + FORGOTTEN), "a drill"))
                        .sealedWith(EvalHost.authority().seal()));
        start = System.nanoTime();
        String after = learned.text();
        figures.with("forget_seconds", since(start))
                .with("forget_peak_heap_mb", Heap.peak())
                .with("forget_live_heap_mb", Heap.live());

        write(others.journal(), gone, new BitSet());
        String without = new Learned(others).text();
        return figures.with("forget_changed", before.equals(after) ? 0 : 1)
                .with("forget_differences", after.equals(without) ? 0 : 1);
    }

    /** Writes the outcomes, all or those that are not gone, and notes which ones forgetting must take out. */
    private void write(Journal journal, BitSet without, BitSet gone) {
        Random random = new Random(seed);
        long number = 0;
        long last = 0;
        while (number < outcomes) {
            boolean caused = number > 0 && random.nextInt(CAUSED) == 0;
            long cause = caused ? cause(random, (int) number, gone) : 0;
            Append append = Append.by(RUNNER).client(Client.of("client-" + random.nextInt(CLIENTS)));
            append = caused && without == null ? append.causedBy(cause) : append;
            Map<String, Long> fresh = new HashMap<>();
            int size = (int) Math.min(caused ? CAUSED_BATCH : BATCH, outcomes - number);
            for (int i = 0; i < size; i++) {
                number++;
                int incident = random.nextInt(INCIDENTS);
                RunEntries.Ended outcome = outcome(random, incident);
                gone.set((int) number, incident == FORGOTTEN || (caused && gone.get((int) cause)));
                if (without == null || !without.get((int) number)) {
                    String stream = RunEntries.stream("run-" + number);
                    append = append.add(stream, RunEntries.ENDED, outcome);
                    fresh.put(stream, 0L);
                }
            }
            if (!append.items().isEmpty()) {
                append =
                        append.requireAll(fresh).sealedWith(EvalHost.authority().seal());
                last = journal.append(append).get(0).position();
            }
        }
        if (without == null && last > outcomes) {
            throw new IllegalStateException("The journal was not empty.");
        }
    }

    // every other one is among what will be forgotten, so that chains of such causes come about
    private static long cause(Random random, int number, BitSet gone) {
        int any = 1 + random.nextInt(number);
        int forgotten = gone.previousSetBit(any);
        return random.nextBoolean() && forgotten > 0 ? forgotten : any;
    }

    private static RunEntries.Ended outcome(Random random, int incident) {
        int runbook = random.nextInt(RUNBOOKS);
        boolean passed = random.nextInt(RUNBOOKS) >= runbook;
        return new RunEntries.Ended(
                "runbook-" + runbook,
                1,
                digest(runbook).hex(),
                "inc-" + incident,
                passed || random.nextBoolean() ? ExecutionResult.Status.COMPLETED : ExecutionResult.Status.FAILED,
                passed ? Verification.Outcome.PASSED : Verification.Outcome.NOT_PASSED,
                passed);
    }

    private static Digest digest(int runbook) {
        return Digest.of(("runbook-" + runbook).getBytes(StandardCharsets.US_ASCII));
    }

    /** Everything that is known of these runbooks: each confidence, and the fold's own text. */
    private record Learned(Confidences confidences, RecordStore<Snapshot> snapshots) {

        Learned(Stores stores) {
            this(stores, Stores.inMemory(Clock.systemUTC()).records(Snapshot.KIND, Snapshot.CODEC));
        }

        private Learned(Stores stores, RecordStore<Snapshot> snapshots) {
            this(EvalHost.confidences(stores.journal(), snapshots), snapshots);
        }

        String text() {
            StringBuilder text = new StringBuilder();
            for (int client = 0; client < CLIENTS; client++) {
                for (int runbook = 0; runbook < RUNBOOKS; runbook++) {
                    text.append(confidences.of(Client.of("client-" + client), digest(runbook)))
                            .append('\n');
                }
            }
            // a journal with few entries has no snapshot yet
            snapshots
                    .find(Query.all())
                    .records()
                    .forEach(snapshot -> text.append(
                            JSON.readTree(snapshot.state()).get("state").asString()));
            return text.toString();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
