package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs evaluations as their jar does, and looks at what they print. */
abstract class Evaluations {

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    static void assertNone(JsonNode figures, String... names) {
        for (String name : names) {
            assertThat(figures.get(name).longValue())
                    .as(name + " in " + figures)
                    .isZero();
        }
    }

    void refuses(String hint, String... args) {
        err.reset();
        out.reset();

        assertThat(eval(args)).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(hint);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    JsonNode figures(String... args) {
        assertThat(eval(args)).as(err.toString(StandardCharsets.UTF_8)).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        return new JsonMapper().readTree(lines.get(lines.size() - 1));
    }

    int eval(String... args) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Eval(stdout, stderr).run(List.of(args));
    }
}
