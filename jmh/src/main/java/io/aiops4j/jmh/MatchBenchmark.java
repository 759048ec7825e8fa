package io.aiops4j.jmh;

import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.match.PatternSet;
import io.aiops4j.core.signal.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Lines matched per second by one thread: a pattern set, and the two loops that people write instead.
 *
 * <pre>{@code
 * java -jar benchmarks.jar MatchBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(MatchBenchmark.LINES)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MatchBenchmark {

    static final int LINES = 1_000;

    /** How many patterns. */
    @Param({"10", "100", "1000"})
    public int patterns;

    private List<String> lines = List.of();
    private PatternSet patternSet = PatternSet.of();
    private List<com.google.re2j.Pattern> re2j = List.of();
    private List<java.util.regex.Pattern> javaUtilRegex = List.of();

    /** Compiles the patterns for all three, and sees to it that they agree. */
    @Setup
    public void compile() {
        lines = SampleLog.lines(LINES);
        List<String> regexes = SampleLog.patterns(patterns);
        List<AlertPattern> alerts = new ArrayList<>();
        regexes.forEach(
                regex -> alerts.add(AlertPattern.of(String.valueOf(alerts.size()), regex, "benchmark", Severity.INFO)));
        patternSet = PatternSet.of(alerts);
        re2j = regexes.stream().map(com.google.re2j.Pattern::compile).toList();
        javaUtilRegex = regexes.stream().map(java.util.regex.Pattern::compile).toList();
        if (patternSet() != re2jLoop() || patternSet() != javaUtilRegexLoop()) {
            throw new IllegalStateException("The three do not find the same: what follows would compare nothing.");
        }
    }

    /** Ours. */
    @Benchmark
    public int patternSet() {
        int matches = 0;
        for (String line : lines) {
            matches += patternSet.match(line).size();
        }
        return matches;
    }

    /** The peer that is as safe as ours against hostile lines. */
    @Peer
    @Benchmark
    public int re2jLoop() {
        int matches = 0;
        for (String line : lines) {
            for (com.google.re2j.Pattern pattern : re2j) {
                matches += pattern.matcher(line).find() ? 1 : 0;
            }
        }
        return matches;
    }

    /** The peer that most people write; one hostile line can stop it for minutes. */
    @Peer
    @Benchmark
    public int javaUtilRegexLoop() {
        int matches = 0;
        for (String line : lines) {
            for (java.util.regex.Pattern pattern : javaUtilRegex) {
                matches += pattern.matcher(line).find() ? 1 : 0;
            }
        }
        return matches;
    }
}
