package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LeaksEvaluationTest extends Evaluations {

    @TempDir
    Path folder;

    @Test
    void catchesALeakOfARealJvmBeforeItDies() throws IOException {
        RealLeak leak = RealLeak.run(folder);
        assertThat(leak.caught()).isTrue();
        assertThat(leak.figures().missed()).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        refuses("--series", "leaks", "--series", "0");
        refuses("There is no option", "leaks", "--kind", "heap");
    }

    @Test
    void makesTheSameSeriesFromTheSameSeed() {
        for (LeakKind kind : LeakKind.values()) {
            LeakSeries one = new LeakSimulator(7).exhausting(kind);
            LeakSeries other = new LeakSimulator(7).exhausting(kind);
            assertThat(one.values()).isEqualTo(other.values());
            assertThat(one.exhausted()).isEqualTo(other.exhausted());
        }
    }

    @Test
    void endsWhatIsExhaustedAtItsLimitAndKeepsTheRestBelow() {
        LeakSimulator simulator = new LeakSimulator(11);
        for (LeakKind kind : LeakKind.values()) {
            LeakSeries exhausting = simulator.exhausting(kind);
            int last = exhausting.values().length - 1;
            assertThat(exhausting.exhausted()).isEqualTo((double) last * exhausting.step());
            assertThat(exhausting.fillFrom()).isBetween(1, last);
            LeakSeries healthy = simulator.healthy(kind);
            assertThat(healthy.ends()).isFalse();
            for (double value : healthy.values()) {
                assertThat(healthy.above() ? value < healthy.limit() : value > healthy.limit())
                        .isTrue();
            }
        }
    }

    @Test
    void countsASeriesWithoutAnAlarmAsMissed() {
        LeakSeries series = new LeakSimulator(3).exhausting(LeakKind.POOL);
        LeakWatch never = LeakWatch.over(series, new PredictLinear(series.limit(), series.above(), 60, 1, 1e9));
        LeakTally tally = new LeakTally();
        tally.exhausted(series, never);
        assertThat(never.alarms()).isZero();
        assertThat(never.lead(series)).isNegative();
        assertThat(tally.inTimePercent()).isIn(0.0, Double.NaN);
    }

    @Test
    void predictsLikePrometheus() {
        double[] values = new double[100];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 0.1 * random.nextGaussian();
        }
        // a minute each: from 0 to 100 in 100 minutes; an hour ahead it crosses 120 once it is at 60
        LeakSeries series = new LeakSeries(LeakKind.DISK, 60, values, 120, true, 0, 6_000, true);
        LeakWatch watch = LeakWatch.over(series, new PredictLinear(120, true, 1_800, 3_600, 300));
        assertThat(watch.lead(series)).isBetween(33 * 60.0, 37 * 60.0);
    }

    @Test
    void printsItsFiguresAlsoWhenAFloorIsMissed() {
        assertThat(eval("leaks", "--seed", "1", "--series", "1")).isIn(0, 1);
        String printed = out.toString(StandardCharsets.UTF_8);
        String last = printed.lines().reduce((one, next) -> next).orElseThrow();
        JsonNode figures = new JsonMapper().readTree(last);
        assertThat(figures.get("seed").intValue()).isEqualTo(1);
        assertThat(figures.get("peer_4h_false_alarms").isNumber()).isTrue();
    }
}
