package io.aiops4j.jmh.eval;

import io.aiops4j.core.regex.RegexSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Measures pattern sets of several sizes on one log, with their peers, and says what they cost. */
final class MatchBenchReport {

    private static final String PATTERNS = "--patterns";
    private static final int LONGEST_PAD = 100_000;
    private static final int BUILDS = 5;
    private static final int MEASURED_PATTERNS = 5_000;

    private final List<Path> files;
    private final Options options;

    private MatchBenchReport(List<Path> files, Options options) {
        this.files = files;
        this.options = options;
    }

    /** Takes all files that stand behind {@code --patterns}. */
    static MatchBenchReport of(List<String> args) {
        List<Path> files = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        boolean taking = false;
        for (String arg : args) {
            taking = arg.equals(PATTERNS) || (taking && !arg.startsWith("--"));
            if (!taking) {
                rest.add(arg);
            } else if (!arg.equals(PATTERNS)) {
                files.add(Options.parse(List.of(PATTERNS, arg), PATTERNS).input(PATTERNS));
            }
        }
        if (files.isEmpty()) {
            throw new BadInput(PATTERNS + " needs files.");
        }
        return new MatchBenchReport(files, Options.parse(rest, "--bench?", "--log", "--pad", "--rounds", "--millis"));
    }

    Figures run() throws IOException {
        List<String> lines = Lines.all(options.input("--log"));
        if (lines.isEmpty()) {
            throw new BadInput("--log: there are no lines in it.");
        }
        MatchBench bench = new MatchBench(
                lines,
                (int) options.count("--rounds", 5, 100),
                TimeUnit.MILLISECONDS.toNanos(options.count("--millis", 400, 60_000)));
        Figures figures = new Figures().with("lines", lines.size());
        List<String> last = List.of();
        for (Path file : files) {
            last = Lines.all(file);
            measure(last, lines, bench, figures);
        }
        int pad = (int) options.count("--pad", 1, LONGEST_PAD);
        if (pad > last.size()) {
            measure(padded(last, pad), lines, bench, figures);
        }
        return figures;
    }

    private static void measure(List<String> regexes, List<String> lines, MatchBench bench, Figures figures) {
        String size = regexes.size() + "_";
        cost(regexes, lines, size, figures);
        Map<String, Double> speeds = bench.run(regexes);
        speeds.forEach((peer, speed) -> figures.with(size + peer, Math.round(speed)));
        double ours = speeds.get(MatchBench.OURS);
        double wrapper = ours / speeds.get(MatchBench.WRAPPER);
        figures.withThousandths(size + "share_of_direct", ours / speeds.get(MatchBench.DIRECT))
                .withThousandths(size + "times_wrapper", wrapper)
                .floor(wrapper > 1, "faster than Hyperscan's Java wrapper at " + regexes.size() + " patterns");
    }

    private static void cost(List<String> regexes, List<String> lines, String size, Figures figures) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < BUILDS; i++) {
            long start = System.nanoTime();
            RegexSet.of(regexes);
            double millis = (System.nanoTime() - start) / 1e6;
            if (i == 0) {
                figures.with(size + "build_ms_first", millis);
            }
            least = Math.min(least, millis);
        }
        // several of a small one, or what else is in the heap would be most of the difference
        int copies = Math.max(1, MEASURED_PATTERNS / regexes.size());
        List<RegexSet> sets = new ArrayList<>();
        Heap.used();
        long before = Heap.used();
        for (int i = 0; i < copies; i++) {
            sets.add(RegexSet.of(regexes));
        }
        long built = Heap.used() - before;
        List<String> some = lines.subList(0, Math.min(lines.size(), Math.max(1_000, lines.size() / copies)));
        sets.forEach(set -> some.forEach(set::find));
        long warm = Heap.used() - before;
        long patterns = (long) copies * sets.get(0).size();
        figures.with(size + "build_ms", least)
                .with(size + "bytes_per_pattern", built / patterns)
                .with(size + "bytes_per_pattern_warm", warm / patterns);
    }

    /** The patterns, and some of them again with two letters of a word replaced. */
    private static List<String> padded(List<String> regexes, int size) {
        Random random = new Random(1);
        List<String> padded = new ArrayList<>(regexes);
        while (padded.size() < size) {
            padded.add(misspelled(regexes.get(random.nextInt(regexes.size())), random));
        }
        return padded;
    }

    private static String misspelled(String regex, Random random) {
        StringBuilder other = new StringBuilder(regex);
        int letters = 0;
        for (int i = 0; i < other.length(); i++) {
            letters = other.charAt(i) >= 'a' && other.charAt(i) <= 'z' ? letters + 1 : 0;
            if (letters == 5) {
                other.setCharAt(i, (char) ('a' + random.nextInt(26)));
                other.setCharAt(i - 1, (char) ('a' + random.nextInt(26)));
                letters = 0;
            }
        }
        return other.toString();
    }
}
