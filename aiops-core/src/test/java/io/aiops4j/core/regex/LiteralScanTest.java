package io.aiops4j.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiteralScanTest {

    @Test
    void findsLiteralsInsideOfOthersAndAcrossTheirEnds() {
        LiteralScan scan = scan("he", "she", "his", "hers", "ushers");

        assertThat(candidates(scan, "ushers")).containsExactly(0, 1, 3, 4);
        assertThat(candidates(scan, "shis")).containsExactly(2);
        assertThat(candidates(scan, "HERS")).containsExactly(0, 3);
        assertThat(candidates(scan, "h-e")).isEmpty();
    }

    @Test
    void makesPatternsWithoutLiteralsCandidatesOfEveryLine() {
        LiteralScan scan = LiteralScan.of(List.of(Set.of("disk"), Set.of(), Set.of("cpu", "gpu")));

        assertThat(candidates(scan, "")).containsExactly(1);
        assertThat(candidates(scan, "gpu")).containsExactly(1, 2);
    }

    @Test
    void findsExactlyWhatIsThere() {
        Random random = new Random(17);
        for (int round = 0; round < 200; round++) {
            List<String> literals = IntStream.range(0, 1 + random.nextInt(100))
                    .mapToObj(i -> text(random, 1 + random.nextInt(6)))
                    .toList();
            LiteralScan scan = scan(literals.toArray(String[]::new));
            String line = text(random, random.nextInt(60));

            assertThat(candidates(scan, line))
                    .isEqualTo(IntStream.range(0, literals.size())
                            .filter(i -> line.contains(literals.get(i)))
                            .boxed()
                            .toList());
        }
    }

    @Test
    void cutsLiteralsWhereTheyWouldNotFit() {
        Random random = new Random(4);
        // 60,000 states of 256 characters each would be too many at full length.
        List<String> literals = IntStream.range(0, 8_000)
                .mapToObj(i -> IntStream.range(0, 12)
                        .mapToObj(j -> Character.toString(0x4E00 + random.nextInt(2_000)))
                        .reduce("", String::concat))
                .toList();
        LiteralScan scan = scan(literals.toArray(String[]::new));

        for (int i = 0; i < literals.size(); i += 500) {
            assertThat(candidates(scan, "-" + literals.get(i) + "-"))
                    .contains(i)
                    .hasSizeLessThan(20);
        }
    }

    private static LiteralScan scan(String... literals) {
        return LiteralScan.of(List.of(literals).stream().map(Set::of).toList());
    }

    private static List<Integer> candidates(LiteralScan scan, String line) {
        List<Integer> candidates = new ArrayList<>();
        Hits hits = scan.hits(0);
        scan.scan(line, hits);
        hits.sort();
        for (int i = 0; i < hits.count(); i++) {
            candidates.add(hits.get(i));
        }
        return candidates;
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(3)));
        }
        return text.toString();
    }
}
