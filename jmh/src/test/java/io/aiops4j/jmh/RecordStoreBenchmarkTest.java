package io.aiops4j.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.jmh.place.SampleExecutions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class RecordStoreBenchmarkTest {

    @Test
    void holdsTheStoreAgainstBareBatchesOfTheSameRun() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(RecordStoreBenchmark.class.getSimpleName())
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(100))
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(options).run();

        assertThat(results)
                .hasSize(3)
                .allMatch(result -> result.getPrimaryResult().getScore() > 0);
        assertThat(Benchmarks.ratios(results))
                .hasSize(2)
                .allMatch(line -> line.matches("save \\[]: \\d+\\.\\d\\d times as good as jdbcBatch(Rewritten)?"));
    }

    @Test
    void theSampleIsTheSameOnEveryRunAndNothingIsInItTwice() {
        List<ExecutionResult> sample = SampleExecutions.some(0, 1_000);

        assertThat(SampleExecutions.some(0, 1_000)).isEqualTo(sample);
        assertThat(new HashSet<>(
                        sample.stream().map(ExecutionResult::executionId).toList()))
                .hasSize(1_000);
    }
}
