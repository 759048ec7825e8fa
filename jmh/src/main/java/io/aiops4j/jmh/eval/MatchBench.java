package io.aiops4j.jmh.eval;

import io.aiops4j.core.regex.RegexSet;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Lines per CPU second of one thread, of ours and of what one would take instead, round by round in one run. */
final class MatchBench {

    static final String OURS = "ours";
    static final String LOOP = "java_util_regex_loop";
    static final String SCAN = "scan_and_java_util_regex";
    static final String WRAPPER = "hyperscan_wrapper";
    static final String DIRECT = "hyperscan_direct";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<String> lines;
    private final int rounds;
    private final long roundNanos;

    /** A bench over lines: so many rounds that are counted, of about so many nanoseconds each. */
    MatchBench(List<String> lines, int rounds, long roundNanos) {
        this.lines = lines;
        this.rounds = rounds;
        this.roundNanos = roundNanos;
    }

    /** Lines per CPU second by peer: the median of the rounds. */
    Map<String, Double> run(List<String> regexes) {
        Map<String, Run> runs = new LinkedHashMap<>();
        try {
            add(runs, OURS, () -> ours(regexes));
            add(runs, DIRECT, () -> Hyperscan.direct(regexes));
            add(runs, WRAPPER, () -> Hyperscan.wrapper(regexes));
            add(runs, SCAN, () -> MatchPeer.of(new WordScan(regexes)::count));
            add(runs, LOOP, () -> loop(regexes));
            for (int round = 0; round < rounds; round++) {
                runs.values().forEach(Run::measure);
            }
        } finally {
            runs.values().forEach(run -> run.peer.close());
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        runs.forEach((name, run) -> medians.put(name, run.median()));
        return medians;
    }

    private void add(Map<String, Run> runs, String name, Supplier<MatchPeer> peer) {
        Run run = new Run(peer.get());
        run.warmUp();
        runs.put(name, run);
    }

    private static MatchPeer ours(List<String> regexes) {
        RegexSet set = RegexSet.of(regexes);
        return MatchPeer.of(line -> set.find(line).length);
    }

    private static MatchPeer loop(List<String> regexes) {
        List<Pattern> patterns = regexes.stream().map(Pattern::compile).toList();
        return MatchPeer.of(line -> {
            int matches = 0;
            for (Pattern pattern : patterns) {
                matches += pattern.matcher(line).find() ? 1 : 0;
            }
            return matches;
        });
    }

    /** One peer's rounds, over as many lines as fit into a round. */
    private final class Run {

        private static final int FIRST_LINES = 200;
        private static final int PIECES = 50;

        private final MatchPeer peer;
        private final List<Double> speeds = new ArrayList<>();
        private int take;
        private long counted;

        Run(MatchPeer peer) {
            this.peer = peer;
            peer.prepare(lines);
        }

        /** Twice over what fits: for the compiler, and for tables that grow. */
        void warmUp() {
            take = Math.min(FIRST_LINES, lines.size());
            while (time() < roundNanos / 4 && take < lines.size()) {
                take = Math.min(lines.size(), 2 * take);
            }
            time();
            time();
        }

        void measure() {
            double nanos = time();
            speeds.add(counted * 1e9 / nanos);
        }

        private long time() {
            long before = threads.getCurrentThreadCpuTime();
            // spread over the whole log, so that a sample is like it
            int pieces = Math.min(take, PIECES);
            int each = take / pieces;
            counted = (long) pieces * each;
            for (int piece = 0; piece < pieces; piece++) {
                int from = (int) ((long) lines.size() * piece / pieces);
                peer.match(from, from + each);
            }
            return Math.max(1, threads.getCurrentThreadCpuTime() - before);
        }

        double median() {
            double[] sorted = speeds.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }
}
