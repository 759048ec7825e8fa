package io.aiops4j.jmh.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MatchBenchTest {

    @TempDir
    Path folder;

    @Test
    void measures_each_set_with_all_peers() throws IOException {
        Path few = Files.writeString(folder.resolve("few.txt"), "disk.*full\n(?i)redis down\n");
        Path more = Files.writeString(folder.resolve("more.txt"), "disk\nredis\n(?:error|failed)\n");
        Path log = Files.writeString(folder.resolve("app.log"), "disk is full\nredis\nall is well\n".repeat(300));

        Figures figures = new MatchEvaluation()
                .run(List.of(
                        "--bench",
                        "--patterns",
                        few.toString(),
                        more.toString(),
                        "--log",
                        log.toString(),
                        "--pad",
                        "5",
                        "--rounds",
                        "1",
                        "--millis",
                        "1"));

        JsonNode json = new JsonMapper().readTree(figures.json());
        for (String size : List.of("2_", "3_", "5_")) {
            for (String peer :
                    List.of(MatchBench.OURS, MatchBench.DIRECT, MatchBench.WRAPPER, MatchBench.SCAN, MatchBench.LOOP)) {
                assertThat(json.get(size + peer).doubleValue()).as(size + peer).isPositive();
            }
            assertThat(json.get(size + "share_of_direct").doubleValue()).isPositive();
            assertThat(json.has(size + "build_ms")).isTrue();
        }
    }

    @Test
    void peers_find_the_same() {
        List<String> regexes = List.of("disk.*full", "(?i)redis (?:down|lost)", "^a", "\\d+ ms", "(?:error|failed) x");
        List<String> lines = List.of("disk is full in 7 ms", "Redis Lost", "a failed x", "nothing");
        WordScan scan = new WordScan(regexes);
        try (MatchPeer direct = Hyperscan.direct(regexes);
                MatchPeer wrapper = Hyperscan.wrapper(regexes)) {
            direct.prepare(lines);
            wrapper.prepare(lines);
            assertThat(direct.match(0, lines.size())).isEqualTo(5);
            assertThat(wrapper.match(0, lines.size())).isEqualTo(5);
        }
        assertThat(lines.stream().mapToInt(scan::count).sum()).isEqualTo(5);
    }

    @Test
    void guesses_a_literal_of_each_alternative() {
        assertThat(LiteralGuess.of("(?i)disk.*is full|cache lost?")).containsExactly("is full", "cache los");
        assertThat(LiteralGuess.of("\\d+|x")).isEmpty();
        assertThat(LiteralGuess.of("[ab]\\.conf{2}g")).containsExactly(".con");
    }

    @Test
    void hostile_pairs_are_as_long_as_asked_for() {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            HostilePair pair = HostilePair.of(i, random);
            assertThat(pair.lines(2_048)).allMatch(line -> line.length() == 2_048);
        }
    }

    @Test
    void hostile_pairs_and_lines_are_measured() {
        Figures figures = new HostileEvaluation().run(List.of("--seed", "4", "--pairs", "6", "--lines", "10"));

        JsonNode json = new JsonMapper().readTree(figures.json());
        assertThat(json.get("disagreements").intValue()).isZero();
        assertThat(json.get("worst_doubling").doubleValue()).isPositive();
        assertThat(json.get("worst_5").stringValue()).contains("of RE2/J");
        assertThat(json.get("set_patterns").intValue()).isEqualTo(5_000);
    }

    @Test
    void a_floor_that_does_not_hold_is_named() {
        assertThat(new Figures().floor(true, "one").floor(false, "two").missed())
                .containsExactly("two");
    }
}
