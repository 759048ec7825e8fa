package io.aiops4j.jmh.eval;

import io.aiops4j.jmh.place.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How long a process takes from its start until it has opened a folder with many entries. */
final class OpenEvaluation implements Evaluation {

    private static final long ENTRIES = 1_000_000;
    private static final long MOST_ENTRIES = 10_000_000;
    private static final int ROUNDS = 3;
    private static final Duration WRITING = Duration.ofMinutes(30);
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

                A process writes the entries, eight to a stream and ten to an append with an id, and is killed. Three others,
                one after the other, open what it left and are killed too. One more opens the folder and closes it, and three
                open what that one left. Each is a JVM with its own defaults, and its start counts.

                Figures: entries, open_ms (the median after it was closed, from the start of the process until it says how many
                entries there are), killed_open_ms (the same after the kill), heap_mb (live in that process).
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        Options options = Options.parse(args, "--entries", "--folder");
        long entries = options.count("--entries", ENTRIES, MOST_ENTRIES);
        try (Scratch scratch = Scratch.in(options.folder())) {
            try (Child writer = probe(scratch, "write", entries)) {
                writer.require(0, line -> line.equals("has " + entries), WRITING);
                writer.kill();
            }
            Opened killed = open(scratch, entries);
            try (Child closer = probe(scratch, "close", entries)) {
                closer.require(0, line -> line.equals("closed"), DEADLINE);
            }
            Opened closed = open(scratch, entries);
            return new Figures()
                    .with("entries", entries)
                    .with("open_ms", closed.millis())
                    .with("killed_open_ms", killed.millis())
                    .with("heap_mb", closed.heap() / (1024.0 * 1024.0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private record Opened(double millis, long heap) {}

    private static Opened open(Scratch scratch, long entries) throws IOException, InterruptedException {
        double[] millis = new double[ROUNDS];
        long heap = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            try (Child child = probe(scratch, "open", entries)) {
                child.require(0, line -> line.equals("has " + entries), DEADLINE);
                millis[round] = (System.nanoTime() - begun) / 1e6;
                child.require(1, line -> line.startsWith("heap "), DEADLINE);
                heap = Long.parseLong(child.lines(1).get(0).substring("heap ".length()));
                child.kill();
            }
        }
        Arrays.sort(millis);
        return new Opened(millis[ROUNDS / 2], heap);
    }

    private static Child probe(Scratch scratch, String verb, long entries) throws IOException {
        String folder = scratch.folder().resolve("store").toString();
        return Child.startToTime(OpenProbe.class, scratch.folder(), List.of(verb, folder, String.valueOf(entries)));
    }
}
