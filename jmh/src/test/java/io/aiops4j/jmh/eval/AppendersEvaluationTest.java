package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A second of it: what it costs depends on the machine, and is not judged here. */
class AppendersEvaluationTest extends Evaluations {

    @Test
    void an_application_logs_with_our_appender_and_without() {
        assertThat(eval("appenders", "--seconds", "1")).isIn(0, 1);

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        JsonNode figures = new JsonMapper().readTree(lines.get(lines.size() - 1));
        assertThat(figures.get("lines").longValue()).isEqualTo(300_000);
        for (String each : List.of("p50_ns", "p99_ns", "p999_ns", "plain_p50_ns", "plain_p99_ns", "plain_p999_ns")) {
            assertThat(figures.get(each).doubleValue()).as(each).isPositive();
        }
        assertThat(figures.has("over_p99_ns")).isTrue();
        refuses("There is no option", "appenders", "--lines", "3");
    }
}
