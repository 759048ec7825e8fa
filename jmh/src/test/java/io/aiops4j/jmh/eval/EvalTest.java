package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvalTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path patterns;
    private Path log;

    @BeforeEach
    void writeFiles() throws IOException {
        patterns = write("patterns.txt", "disk\n(?i)REDIS.*down\ndisk\n");
        log = write("app.log", "disk full\nredis is down\r\n\nall is well\ndisk and redis down");
    }

    @Test
    void listsItsEvaluations() {
        assertThat(eval("--help")).isZero();

        assertThat(stdout()).contains("match", "how fast", "Usage:");
    }

    @Test
    void explainsAnEvaluation() {
        assertThat(eval("match", "--help")).isZero();

        assertThat(stdout()).contains("--patterns", "--log", "--counts", "--out", "lines_per_cpu_second");
    }

    @Test
    void printsATableAndThenTheFiguresAsJson() {
        assertThat(eval("match", "--patterns", patterns.toString(), "--log", log.toString()))
                .isZero();

        List<String> lines = stdout().lines().toList();
        assertThat(lines.get(0)).startsWith("patterns ").endsWith(" 3");
        JsonNode figures = json(lines.get(lines.size() - 1));
        assertThat(figures.propertyNames())
                .containsExactly("patterns", "lines", "matches", "build_ms", "scan_cpu_ms", "lines_per_cpu_second");
        assertThat(figures.get("patterns").intValue()).isEqualTo(3);
        assertThat(figures.get("lines").intValue()).isEqualTo(5);
        assertThat(figures.get("matches").intValue()).isEqualTo(6);
        assertThat(figures.get("lines_per_cpu_second").doubleValue()).isPositive();
        assertThat(stderr()).isEmpty();
    }

    @Test
    void writesFiguresTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(eval("match", "--patterns", patterns.toString(), "--log", log.toString()))
                    .isZero();
            assertThat(stdout()).doesNotContain(",0\n");
            assertThat(json(lastLine()).get("lines").isNumber()).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void countsLinesPerPatternInTheirOrder() throws IOException {
        Path counts = folder.resolve("counts.txt");
        Path raw = folder.resolve("raw.jsonl");

        assertThat(eval(
                        "match",
                        "--log",
                        log.toString(),
                        "--patterns",
                        patterns.toString(),
                        "--counts",
                        counts.toString(),
                        "--out",
                        raw.toString()))
                .isZero();

        assertThat(counts).hasContent("2\n2\n2\n");
        assertThat(Files.readString(raw)).isEqualTo("""
                        {"line":1,"patterns":[1,3]}
                        {"line":2,"patterns":[2]}
                        {"line":5,"patterns":[1,2,3]}
                        """);
    }

    @Test
    void readsArchives() throws IOException {
        Path archive = folder.resolve("app.log.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(archive))) {
            Files.copy(log, gzip);
        }

        assertThat(eval("match", "--patterns", patterns.toString(), "--log", archive.toString()))
                .isZero();
        assertThat(json(lastLine()).get("matches").intValue()).isEqualTo(6);
    }

    @Test
    void takesLinesAsTheyAre() throws IOException {
        byte[] bytes = "a\r\n\u00e9\n".getBytes(StandardCharsets.UTF_8);
        bytes[4] = (byte) 0xFF;
        Path odd = folder.resolve("odd.log");
        Files.write(odd, bytes);
        Path asTheyAre = write("as-they-are.txt", "\\r$\n\uFFFD\n\n");

        Path counts = folder.resolve("counts.txt");
        assertThat(eval(
                        "match",
                        "--patterns",
                        asTheyAre.toString(),
                        "--log",
                        odd.toString(),
                        "--counts",
                        counts.toString()))
                .isZero();

        assertThat(counts)
                .as("CR stays, malformed bytes are replaced, the empty pattern matches all")
                .hasContent("1\n1\n2\n");
    }

    @Test
    void takesAnEmptyLog() throws IOException {
        assertThat(eval(
                        "match",
                        "--patterns",
                        patterns.toString(),
                        "--log",
                        write("empty.log", "").toString()))
                .isZero();
        assertThat(json(lastLine()).get("lines").intValue()).isZero();
    }

    @Test
    void readsMoreThanOnePiece() throws IOException {
        String line = "x".repeat(700) + " disk\n";
        Path large = write("large.log", line.repeat(10_000) + "disk" + "y".repeat(200_000));

        assertThat(eval("match", "--patterns", patterns.toString(), "--log", large.toString()))
                .isZero();
        assertThat(json(lastLine()).get("lines").intValue()).isEqualTo(10_001);
        assertThat(json(lastLine()).get("matches").intValue()).isEqualTo(20_002);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        refuses("evaluation");
        refuses("\"guess\"", "guess");
        refuses("\"--pattern\"", "match", "--pattern", "x");
        refuses("--log needs a value", "match", "--log");
        refuses("given twice", "match", "--log", "x", "--log", "y");
    }

    @Test
    void refusesFilesThatAreNotThere() {
        refuses("--patterns FILE is missing", "match", "--log", log.toString());
        refuses("--log FILE is missing", "match", "--patterns", patterns.toString());
        refuses("nowhere.log", "match", "--patterns", patterns.toString(), "--log", "nowhere.log");
        refuses(folder.toString(), "match", "--patterns", patterns.toString(), "--log", folder.toString());
        refuses(
                "no-folder",
                "match",
                "--patterns",
                patterns.toString(),
                "--log",
                log.toString(),
                "--counts",
                folder.resolve("no-folder/counts.txt").toString());
    }

    @Test
    void refusesFilesThatAreMalformed() throws IOException {
        Path bad = write("bad.txt", "fine\nalso fine\nnot(?=fine)\n");

        refuses("bad.txt, line 3", "match", "--patterns", bad.toString(), "--log", log.toString());
        assertThat(stderr()).contains("look-ahead", "Write what must follow");
        refuses(
                "empty.txt is empty",
                "match",
                "--patterns",
                write("empty.txt", "").toString(),
                "--log",
                log.toString());
        refuses(
                "fake.gz",
                "match",
                "--patterns",
                patterns.toString(),
                "--log",
                write("fake.gz", "plain").toString());
    }

    private void refuses(String hint, String... args) {
        err.reset();
        out.reset();

        assertThat(eval(args)).isEqualTo(2);

        assertThat(stderr().lines()).as("one helpful line").hasSize(1);
        assertThat(stderr()).startsWith("eval").contains(hint);
        assertThat(stdout()).isEmpty();
    }

    private int eval(String... args) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Eval(stdout, stderr).run(List.of(args));
    }

    private String stdout() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String stderr() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String lastLine() {
        List<String> lines = stdout().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private static JsonNode json(String line) {
        return new JsonMapper().readTree(line);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
