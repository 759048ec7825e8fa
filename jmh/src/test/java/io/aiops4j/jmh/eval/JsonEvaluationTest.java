package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JsonEvaluationTest extends Evaluations {

    @TempDir
    Path folder;

    @Test
    void spoiled_replies_are_read_right_and_none_is_changed() {
        JsonNode figures = figures("json", "--seed", "7", "--rounds", "10");

        assertThat(figures.get("cases").intValue()).isGreaterThanOrEqualTo(300);
        assertThat(figures.get("must_refuse").intValue()).isGreaterThanOrEqualTo(100);
        assertThat(figures.get("right_percent").doubleValue()).isGreaterThanOrEqualTo(98);
        assertNone(figures, "silently_changed");
        assertThat(figures.get("jackson_silently_changed").intValue())
                .as("the cases can tell")
                .isPositive();
    }

    @Test
    void cases_of_a_file_are_held_against_what_they_expect() throws IOException {
        Path cases = write("cases.jsonl", """
                {"raw":"```json\\n{\\"a\\":[1,],}\\n```","expected":{"a":[1]}}
                {"raw":"{\\"a\\":\\"x","expected":null}
                """);

        JsonNode figures = figures("json", "--cases", cases.toString());

        assertThat(figures.get("cases").intValue()).isEqualTo(2);
        assertThat(figures.get("right").intValue()).isEqualTo(2);
    }

    @Test
    void a_value_other_than_the_expected_one_misses_the_floors() throws IOException {
        Path cases = write("cases.jsonl", "{\"kind\":\"odd\",\"raw\":\"{'a':1}\",\"expected\":{\"a\":2}}\n");

        assertThat(eval("json", "--cases", cases.toString())).isEqualTo(1);
    }

    @Test
    void refuses_what_is_malformed() throws IOException {
        refuses(
                "bad.jsonl, line 1",
                "json",
                "--cases",
                write("bad.jsonl", "{\"raw\":\"x\"}\n").toString());
        refuses("no JSON", "json", "--cases", write("bad.jsonl", "{\n").toString());
        refuses("is empty", "json", "--cases", write("bad.jsonl", "\n").toString());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
