package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.jmh.place.SampleExecutions;
import io.aiops4j.jmh.place.Scratch;
import io.aiops4j.jmh.place.StoreChoice;
import io.aiops4j.jmh.place.StorePlace;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.openjdk.jmh.util.SampleBuffer;
import org.openjdk.jmh.util.Statistics;

/** How long it takes to find a page of executions among many. */
final class FindEvaluation implements Evaluation {

    private static final long RECORDS = 1_000_000;
    private static final long MOST_RECORDS = 100_000_000;
    private static final int SECONDS = 10;
    private static final long MOST_SECONDS = 3_600;
    private static final int AT_ONCE = 500;
    private static final int PROGRESS = 50_000;
    private static final int PAGE = 20;

    @Override
    public String name() {
        return "find";
    }

    @Override
    public String summary() {
        return "time to find a page of executions, by fields and by words, among a million";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar find [--records N] [--seconds N] [--store NAME] [--seed S] [--folder DIR]

                  --records N      how many executions are stored first, 1000000 when nothing is said
                  --seconds N      how long each query is asked, 10 when nothing is said
                  --store NAME     memory, file, h2, sqlite or postgresql; postgresql when nothing is said
                  --seed S         what random queries begin with
                  --folder DIR     where the store is put; among the temporary files when nothing is said

                The executions are saved in batches of 500, then found in pages of 20 by one thread:

                  version          by a runbook and its version, another one each time
                  rare             by two words: one in every fifth record, one in every 20,000th
                  common           by two words that are often together
                  apart            by two words that are frequent and never together
                  nowhere          by a word that is frequent and one that no record has

                Figures: seed, records, saved_per_second; and of each query _pages (how many were asked for), _found (records
                in the last page), _p50_ms, _p99_ms, _max_ms.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--records", "--seconds", "--store", "--seed", "--folder");
        long records = options.count("--records", RECORDS, MOST_RECORDS);
        Duration each = Duration.ofSeconds(options.count("--seconds", SECONDS, MOST_SECONDS));
        StoreChoice choice = options.store(StoreChoice.POSTGRESQL, StoreChoice.values());
        long seed = options.seed();
        Progress.say("find: seed " + seed);
        try (Scratch scratch = Scratch.in(options.folder());
                StorePlace place = StorePlace.in(scratch.folder(), choice);
                Stores stores = place.open()) {
            RecordStore<ExecutionResult> store = stores.records(ExecutionResult.KIND, ExecutionResult.CODEC);
            Figures figures = new Figures().with("seed", seed).with("records", records);
            figures.with("saved_per_second", save(store, records));
            queries(new Random(seed)).forEach((name, query) -> ask(store, name, query, each, figures));
            return figures;
        }
    }

    private static double save(RecordStore<ExecutionResult> store, long records) {
        long begun = System.nanoTime();
        for (long from = 0; from < records; from += AT_ONCE) {
            store.save(SampleExecutions.some(from, (int) Math.min(AT_ONCE, records - from)));
            if ((from + AT_ONCE) % PROGRESS == 0) {
                Progress.say("find: " + (from + AT_ONCE) + " of " + records + " saved");
            }
        }
        return records * 1e9 / (System.nanoTime() - begun);
    }

    private static Map<String, Supplier<Query>> queries(Random random) {
        Query page = Query.all().limit(PAGE);
        Map<String, Supplier<Query>> queries = new LinkedHashMap<>();
        queries.put(
                "version",
                () -> page.where("runbook", SampleExecutions.runbook(random.nextInt(SampleExecutions.RUNBOOKS)))
                        .where("version", String.valueOf(1 + random.nextInt(SampleExecutions.VERSIONS))));
        queries.put("rare", () -> page.text("nothing quorumloss"));
        queries.put("common", () -> page.text("connection refused"));
        queries.put("apart", () -> page.text("committing yesterday"));
        queries.put("nowhere", () -> page.text("refused unheardof"));
        return queries;
    }

    private static void ask(
            RecordStore<ExecutionResult> store, String name, Supplier<Query> query, Duration length, Figures figures) {
        SampleBuffer took = new SampleBuffer();
        int found = 0;
        long end = System.nanoTime() + length.toNanos();
        do {
            Query asked = query.get();
            long begun = System.nanoTime();
            found = store.find(asked).records().size();
            took.add(System.nanoTime() - begun);
        } while (System.nanoTime() < end);
        Statistics millis = took.getStatistics(1e-6);
        figures.with(name + "_pages", took.count())
                .with(name + "_found", found)
                .withThousandths(name + "_p50_ms", millis.getPercentile(50))
                .withThousandths(name + "_p99_ms", millis.getPercentile(99))
                .withThousandths(name + "_max_ms", millis.getMax());
        Progress.say("find: " + name + " asked");
    }
}
