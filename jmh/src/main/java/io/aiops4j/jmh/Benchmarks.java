package io.aiops4j.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The command line of {@code benchmarks.jar}: JMH's own, and after its table the ratio of each benchmark to each peer of the
 * same class, parameters and run. A ratio above 1 is in our favour.
 *
 * <pre>{@code
 * java -jar benchmarks.jar JournalBenchmark -p store=file
 * }</pre>
 */
public final class Benchmarks {

    private static final List<String> TOLD_BY_JMH = List.of("-l", "-lp", "-lprof", "-lrf", "-h");

    private Benchmarks() {}

    /** Runs the command line. */
    public static void main(String[] args) throws Exception {
        if (Arrays.stream(args).anyMatch(TOLD_BY_JMH::contains)) {
            Main.main(args);
            return;
        }
        try {
            Collection<RunResult> results = new Runner(new CommandLineOptions(args)).run();
            ratios(results).forEach(System.out::println);
        } catch (CommandLineOptionException | RunnerException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** A line per benchmark and peer. */
    static List<String> ratios(Collection<RunResult> results) {
        List<String> lines = new ArrayList<>();
        for (RunResult ours : results) {
            for (RunResult peer : results) {
                if (!isPeer(ours) && isPeer(peer) && isSameButFor(ours.getParams(), peer.getParams())) {
                    lines.add(line(ours, peer));
                }
            }
        }
        return lines;
    }

    private static String line(RunResult ours, RunResult peer) {
        double score = ours.getPrimaryResult().getScore();
        double theirs = peer.getPrimaryResult().getScore();
        boolean moreIsBetter = ours.getParams().getMode() == Mode.Throughput;
        return String.format(
                Locale.ROOT,
                "%s %s: %.2f times as good as %s",
                name(ours),
                values(ours.getParams()),
                moreIsBetter ? score / theirs : theirs / score,
                name(peer));
    }

    private static boolean isSameButFor(BenchmarkParams ours, BenchmarkParams peer) {
        return className(ours).equals(className(peer))
                && ours.getMode() == peer.getMode()
                && values(ours).equals(values(peer));
    }

    private static String values(BenchmarkParams params) {
        return params.getParamsKeys().stream()
                .map(key -> key + "=" + params.getParam(key))
                .toList()
                .toString();
    }

    private static boolean isPeer(RunResult result) {
        String method = name(result);
        try {
            return Arrays.stream(Class.forName(className(result.getParams())).getMethods())
                    .anyMatch(each -> each.getName().equals(method) && each.isAnnotationPresent(Peer.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("JMH ran a class that is not there", e);
        }
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    private static String className(BenchmarkParams params) {
        return params.getBenchmark().substring(0, params.getBenchmark().lastIndexOf('.'));
    }
}
