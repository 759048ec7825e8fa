package io.aiops4j.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchBenchmarkTest {

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void comparesWhatFindsTheSame(int patterns) {
        MatchBenchmark benchmark = new MatchBenchmark();
        benchmark.patterns = patterns;

        benchmark.compile();

        assertThat(SampleLog.patterns(patterns)).doesNotHaveDuplicates();
        assertThat(benchmark.patternSet()).isEqualTo(benchmark.javaUtilRegexLoop());
    }
}
