package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SecretsEvaluationTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void of_its_own_secrets_none_survives() {
        assertThat(eval("secrets", "--seed", "7")).isZero();

        assertThat(figures().get("kinds").intValue()).isGreaterThanOrEqualTo(60);
        assertThat(figures().get("planted").intValue()).isGreaterThanOrEqualTo(300);
        assertThat(figures().get("survived").intValue()).isZero();
        assertThat(figures().get("not_restored").intValue()).isZero();
    }

    @Test
    void a_secret_that_survives_misses_the_floor() throws IOException {
        Path cases = write("cases.jsonl", """
                {"kind":"password","text":"password=hunter2","secret":"hunter2"}
                {"kind":"word","text":"the word is sesame","secret":"sesame"}
                """);
        Path negatives = write("negatives.jsonl", "{\"text\":\"all is well\"}\n");

        assertThat(eval("secrets", "--cases", cases.toString(), "--negatives", negatives.toString()))
                .isEqualTo(1);

        assertThat(figures().get("survived_word").intValue()).isEqualTo(4);
        assertThat(figures().get("survived").intValue()).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("4 secrets survived");
    }

    @Test
    void words_are_counted_without_those_that_hold_an_address() throws IOException {
        Path log = write("app.log", "from 10.0.0.1 to bob@example.com all is well\n");

        assertThat(eval("secrets", "--seed", "7", "--words", log.toString())).isEqualTo(1);

        assertThat(figures().get("words").intValue()).isEqualTo(6);
        assertThat(figures().get("words_changed").intValue()).isEqualTo(1);
    }

    @Test
    void refuses_what_is_malformed() throws IOException {
        Path cases = write("bad.jsonl", "{\"kind\":\"x\",\"text\":\"y\"}\n");

        assertThat(eval("secrets", "--cases", cases.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bad.jsonl, line 1", "secret");
    }

    private int eval(String... args) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Eval(stdout, stderr).run(List.of(args));
    }

    private JsonNode figures() {
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        return new JsonMapper().readTree(lines.get(lines.size() - 1));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
