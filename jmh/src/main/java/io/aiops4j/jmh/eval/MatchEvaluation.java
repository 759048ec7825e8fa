package io.aiops4j.jmh.eval;

import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternException;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.signal.Severity;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How fast a pattern set matches a log, and what it finds there. */
final class MatchEvaluation implements Evaluation {

    /** Lines are read in pieces, so that reading is not measured and the log is never whole in memory. */
    private static final int LINES = 4_096;

    private static final long CHARACTERS = 4 << 20;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "match";
    }

    @Override
    public String summary() {
        return "patterns found in a log, and how fast";
    }

    @Override
    public String usage() {
        return """
                Usage: java -jar eval.jar match --patterns FILE --log FILE [--counts OUT] [--out OUT]
                       java -jar eval.jar match --bench --patterns FILE... --log FILE [--pad N] [--rounds N] [--millis N]

                  --patterns FILE  one RE2 pattern a line, case-sensitive as written; (?i) in front ignores case.
                                   A pattern may be there twice. An empty line is the empty pattern, which every
                                   line matches; the line break that ends the file begins no other pattern.
                  --log FILE       the log to match
                  --counts OUT     gets the number of matching lines per pattern, one a line, in the patterns' order
                  --out OUT        gets each line that matched, as JSON: {"line":7,"patterns":[1,3]}, both from 1

                Files are UTF-8 (malformed bytes are replaced), lines end at LF only; .gz is unpacked.

                Figures: patterns, lines, matches (pairs of a line and a pattern), build_ms (compiling the set),
                scan_cpu_ms (one thread's CPU time in matching, without reading), lines_per_cpu_second.

                --bench measures each set in one run with its peers, one thread, warm, rounds interleaved: ours;
                hyperscan_direct (hs_scan over bytes that lie ready in native memory), hyperscan_wrapper,
                scan_and_java_util_regex (an Aho-Corasick scan in front; one hostile line can stop it) and
                java_util_regex_loop (the same). Figures by number of patterns: lines per CPU second, the median
                of the rounds; share_of_direct and times_wrapper of ours; build_ms; bytes_per_pattern when built,
                and bytes_per_pattern_warm with the tables that the log made grow.

                  --pad N      measures the last set padded to N patterns too, with words spelled otherwise
                  --rounds N   rounds that are counted, 5 if not given
                  --millis N   about how long a round takes, 400 if not given
                Exit code 1 if ours is not faster than the wrapper at each size.
                """;
    }

    @Override
    public Figures run(List<String> args) throws IOException {
        if (args.contains("--bench")) {
            return MatchBenchReport.of(args).run();
        }
        Options options = Options.parse(args, "--patterns", "--log", "--counts", "--out");
        Path patternFile = options.input("--patterns");
        Path log = options.input("--log");
        List<AlertPattern> patterns = patterns(patternFile);
        long start = System.nanoTime();
        PatternSet set = compile(patterns, patternFile);
        double buildMillis = (System.nanoTime() - start) / 1e6;

        long[] counts = new long[set.size()];
        long lines = 0;
        long cpu = 0;
        try (Lines reader = Lines.open(log);
                Writer raw = writer(options, "--out");
                Writer countsFile = writer(options, "--counts")) {
            List<String> piece = reader.next(LINES, CHARACTERS);
            while (!piece.isEmpty()) {
                long before = threads.getCurrentThreadCpuTime();
                List<List<AlertPattern>> found = matchAll(set, piece);
                cpu += threads.getCurrentThreadCpuTime() - before;
                note(found, lines, counts, raw);
                lines += piece.size();
                piece = reader.next(LINES, CHARACTERS);
            }
            for (long count : counts) {
                countsFile.write(count + "\n");
            }
        }
        return new Figures()
                .with("patterns", set.size())
                .with("lines", lines)
                .with("matches", Arrays.stream(counts).sum())
                .with("build_ms", buildMillis)
                .with("scan_cpu_ms", cpu / 1e6)
                .with("lines_per_cpu_second", Math.round(lines * 1e9 / Math.max(1, cpu)));
    }

    private static List<AlertPattern> patterns(Path file) throws IOException {
        List<AlertPattern> patterns = new ArrayList<>();
        for (String regex : Lines.all(file)) {
            patterns.add(AlertPattern.of(String.valueOf(patterns.size() + 1), regex, "match", Severity.INFO));
        }
        if (patterns.isEmpty()) {
            throw new BadInput("--patterns: " + file + " is empty; it needs one pattern a line.");
        }
        return patterns;
    }

    private static PatternSet compile(List<AlertPattern> patterns, Path file) {
        try {
            return PatternSet.of(patterns);
        } catch (PatternException e) {
            throw new BadInput(file + ", line " + e.patternId() + ": " + e.getMessage());
        }
    }

    private static List<List<AlertPattern>> matchAll(PatternSet set, List<String> lines) {
        List<List<AlertPattern>> found = new ArrayList<>(lines.size());
        for (String line : lines) {
            found.add(set.match(line));
        }
        return found;
    }

    private static void note(List<List<AlertPattern>> found, long linesBefore, long[] counts, Writer raw)
            throws IOException {
        for (int i = 0; i < found.size(); i++) {
            List<AlertPattern> patterns = found.get(i);
            if (patterns.isEmpty()) {
                continue;
            }
            for (AlertPattern pattern : patterns) {
                counts[Integer.parseInt(pattern.id()) - 1]++;
            }
            String ids = patterns.stream().map(AlertPattern::id).collect(Collectors.joining(","));
            raw.write("{\"line\":" + (linesBefore + i + 1) + ",\"patterns\":[" + ids + "]}\n");
        }
    }

    private static Writer writer(Options options, String name) throws IOException {
        Path file = options.file(name).orElse(null);
        return file == null ? Writer.nullWriter() : Files.newBufferedWriter(file);
    }
}
