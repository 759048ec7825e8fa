package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each evaluation of detectors on a series or two that are made up, quickly. */
class DetectionEvaluationsTest extends Evaluations {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int ROWS = 1_000;
    private static final int WRONG_FROM = 700;
    private static final int WRONG_TO = 730;

    @TempDir
    Path folder;

    @Test
    void nab_scores_the_default_and_its_peers() throws IOException {
        writeNab();
        Path out = folder.resolve("out");
        JsonNode figures =
                figures("nab", "--data", folder.toString(), "--out", out.toString(), "--folds", "--seed", "7");
        assertThat(figures.get("files").intValue()).isEqualTo(2);
        assertThat(figures.get("windows").intValue()).isEqualTo(2);
        assertThat(figures.get("adaptive_found").intValue()).isEqualTo(2);
        assertThat(figures.get("adaptive_standard").doubleValue()).isGreaterThan(80);
        for (String judge : new String[] {"adaptive", "rcf", "trcf", "windowed_gaussian"}) {
            assertThat(figures.has(judge + "_folds")).as(judge).isTrue();
            assertThat(figures.has(judge + "_reward_low_fn_rate")).isTrue();
            assertThat(figures.get(judge + "_low").doubleValue())
                    .isLessThanOrEqualTo(figures.get(judge + "_high").doubleValue());
        }
        assertThat(Files.readAllLines(out.resolve("adaptive/one/adaptive_a.csv")))
                .hasSize(ROWS + 1)
                .first()
                .isEqualTo("timestamp,value,anomaly_score,label");
    }

    @Test
    void nab_says_what_is_missing() throws IOException {
        refuses("--data DIR is missing", "nab");
        refuses("no folder data", "nab", "--data", folder.toString());
        writeNab();
        Files.writeString(folder.resolve("combined_windows.json"), "{}");
        refuses("says nothing about one/a.csv", "nab", "--data", folder.toString());
        Files.writeString(folder.resolve("data/one/a.csv"), "when,what\n1,2\n");
        Files.writeString(folder.resolve("combined_windows.json"), "{\"one/a.csv\":[],\"two/b.csv\":[]}");
        refuses("needs the columns timestamp, value", "nab", "--data", folder.toString());
    }

    @Test
    void cloud_counts_events_and_false_alarms() throws IOException {
        for (String name : new String[] {"one/a.csv", "two/b.csv"}) {
            StringBuilder table = new StringBuilder("\"TimeStamp\",\"Value\",\"Label\"\r\n");
            for (int row = 0; row < ROWS; row++) {
                table.append("\"" + time(row) + "\"," + value(row) + "," + (isWrong(row) ? 1 : 0) + "\r\n");
            }
            write(name, table.toString());
        }
        JsonNode figures = figures("cloud", "--data", folder.toString());
        assertThat(figures.get("events").intValue()).isEqualTo(2);
        assertThat(figures.get("adaptive_recall").doubleValue()).isEqualTo(1);
        assertThat(figures.get("adaptive_f1").doubleValue()).isGreaterThan(0.6);
        assertThat(figures.has("rcf_false_alarms_per_week")).isTrue();
        assertThat(figures.has("trcf_auc_pr")).isTrue();
        refuses(
                "there is no folder",
                "cloud",
                "--data",
                folder.resolve("nowhere").toString());
    }

    @Test
    void detectors_are_measured_in_time_and_memory() {
        JsonNode figures = figures("detectors", "--bench", "--points", "20", "--series", "500", "--seed", "7");
        assertThat(figures.get("adaptive_hot_per_cpu_second").longValue()).isPositive();
        assertThat(figures.get("adaptive_in_turn_per_cpu_second").longValue()).isPositive();
        assertThat(figures.get("rcf_hot_per_cpu_second").longValue()).isPositive();
        assertThat(figures.get("adaptive_bytes_saved").longValue()).isBetween(100L, 4_096L);
        refuses("--bench", "detectors");
    }

    private void writeNab() throws IOException {
        StringBuilder table = new StringBuilder("timestamp,value\n");
        for (int row = 0; row < ROWS; row++) {
            table.append(time(row)).append(',').append(value(row)).append('\n');
        }
        write("data/one/a.csv", table.toString());
        write("data/two/b.csv", table.toString());
        String window = "[[\"" + time(WRONG_FROM) + ".000000\",\"" + time(WRONG_TO) + ".000000\"]]";
        write("combined_windows.json", "{\"one/a.csv\":" + window + ",\"two/b.csv\":" + window + "}");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static boolean isWrong(int row) {
        return row >= WRONG_FROM && row <= WRONG_TO;
    }

    private static double value(int row) {
        return 100 + row * 7_919L % 101 / 10.0 + (isWrong(row) ? 60 : 0);
    }

    private static String time(int row) {
        return LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(5L * row).format(TIME);
    }
}
