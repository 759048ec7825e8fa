package io.aiops4j.jmh.eval;

import io.aiops4j.core.Actor;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.stores.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How long a process takes from its start until it has opened a folder with many entries. */
final class OpenEvaluation implements Evaluation {

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final long ENTRIES = 1_000_000;
    private static final long MOST_ENTRIES = 10_000_000;
    private static final int PER_APPEND = 10;
    private static final int PER_STREAM = 8;
    private static final int ROUNDS = 3;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "open";
    }

    @Override
    public String summary() {
        return "time and heap to open a folder with many entries, the process's start included";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar open [--entries N] [--folder DIR]

                  --entries N      how many entries to write first, 1000000 when nothing is said
                  --folder DIR     where they are written; among the temporary files when nothing is said

                Writes the entries, eight to a stream and ten to an append with an id, closes the folder, and starts three
                processes, one after the other, that open it.

                Figures: entries, write_seconds, open_ms (the median, from the start of the process until it says how many
                entries there are), heap_mb (live in that process).
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--entries", "--folder");
        long entries = options.count("--entries", ENTRIES, MOST_ENTRIES);
        try (Scratch scratch = Scratch.of(options)) {
            Path folder = scratch.folder().resolve("store");
            long start = System.nanoTime();
            write(folder, entries);
            double seconds = (System.nanoTime() - start) / 1e9;
            double[] millis = new double[ROUNDS];
            long heap = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long begun = System.nanoTime();
                try (Child child = Child.start(OpenProbe.class, scratch.folder(), List.of(folder.toString()))) {
                    child.require(0, line -> line.equals("opened " + entries), DEADLINE);
                    millis[round] = (System.nanoTime() - begun) / 1e6;
                    child.require(0, line -> line.startsWith("heap "), DEADLINE);
                    heap = Long.parseLong(child.lines(1).get(0).substring("heap ".length()));
                    child.kill();
                }
            }
            Arrays.sort(millis);
            return new Figures()
                    .with("entries", entries)
                    .with("write_seconds", seconds)
                    .with("open_ms", millis[ROUNDS / 2])
                    .with("heap_mb", heap / (1024.0 * 1024.0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static void write(Path folder, long entries) {
        try (Stores stores = Stores.inFolder(folder, Clock.systemUTC())) {
            Journal journal = stores.journal();
            for (long from = 0; from < entries; from += PER_APPEND) {
                Append append = Append.by(Actor.system("eval")).identified("append-" + from);
                for (long i = from; i < Math.min(entries, from + PER_APPEND); i++) {
                    append = append.add("note/" + i / PER_STREAM, NOTED, Map.of("text", "this is entry " + i));
                }
                journal.append(append);
            }
        }
    }
}
