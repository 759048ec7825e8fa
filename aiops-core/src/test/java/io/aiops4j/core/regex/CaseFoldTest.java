package io.aiops4j.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaseFoldTest {

    /** Whatever RE2 takes for equal must be one for the scan too, on whichever JDK this runs. */
    @Test
    void joinsAllThatRe2Joins() {
        int[] cased = IntStream.range(0, Character.MIN_SURROGATE)
                .filter(c -> Character.toLowerCase(c) != c || Character.toUpperCase(c) != c || "ıßΐΰ".indexOf(c) >= 0)
                .filter(c -> c < 0x1C80 || c > 0x1C88)
                .toArray();
        String all = IntStream.of(cased).mapToObj(Character::toString).collect(Collectors.joining());

        for (int c : cased) {
            Matcher equals =
                    Pattern.compile("(?i)\\x{" + Integer.toHexString(c) + "}").matcher(all);
            while (equals.find()) {
                char other = equals.group().charAt(0);
                assertThat(CaseFold.of(other)).as("%x and %x", c, (int) other).isEqualTo(CaseFold.of((char) c));
            }
        }
        assertThat(cased.length).isGreaterThan(2_000);
    }

    @Test
    void letsOnlyCasedCharactersBeEqualToAscii() {
        String others = IntStream.range(128, Character.MIN_SURROGATE)
                .filter(c -> CaseFold.of((char) c) >= 128)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        for (int c = 0; c < 128; c++) {
            assertThat(Pattern.compile("(?i)\\x{" + Integer.toHexString(c) + "}")
                            .matcher(others)
                            .find())
                    .as("%x", c)
                    .isFalse();
        }
    }
}
