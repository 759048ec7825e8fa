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

class JournalBenchmarkTest {

    @Test
    void holdsAppendsAgainstBareWritesOfTheSameRun() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(JournalBenchmark.class.getSimpleName())
                .param("store", "file")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(200))
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(options).run();
        List<String> ratios = Benchmarks.ratios(results);

        assertThat(results)
                .hasSize(3)
                .allMatch(result -> result.getPrimaryResult().getScore() > 0);
        assertThat(ratios).hasSize(2);
        assertThat(ratios.get(0)).matches("appendAlone \\[store=file\\]: \\d+\\.\\d\\d times as good as bareWrite");
        assertThat(ratios.get(1)).startsWith("appendTogether [store=file]: ");
    }
}
