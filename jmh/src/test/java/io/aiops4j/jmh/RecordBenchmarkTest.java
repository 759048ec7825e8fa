package io.aiops4j.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class RecordBenchmarkTest {

    @Test
    void holdsRecordsAgainstSpansOfTheSameRun() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(RecordBenchmark.class.getSimpleName())
                .forks(0)
                .threads(2)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(200))
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(options).run();
        List<String> ratios = Benchmarks.ratios(results);

        assertThat(results)
                .hasSize(4)
                .allMatch(result -> result.getPrimaryResult().getScore() > 0);
        assertThat(ratios).hasSize(4);
        assertThat(ratios).anyMatch(line -> line.matches("record \\[]: \\d+\\.\\d\\d times as good as otelSpan"));
    }
}
