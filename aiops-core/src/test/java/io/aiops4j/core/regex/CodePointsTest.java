package io.aiops4j.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePointsTest {

    @Test
    void joins_ranges_and_complements_them() {
        CodePoints points = CodePoints.builder()
                .add('x', 'z')
                .add('a', 'c')
                .add('d', 'e')
                .add('b', 'b')
                .build();

        assertThat(points).isEqualTo(CodePoints.of('a', 'e', 'x', 'z'));
        assertThat(points.complement().complement()).isEqualTo(points);
        assertThat(CodePoints.ALL.complement().count()).isZero();
        assertThat(points.complement().contains('f')).isTrue();
        assertThat(points.complement().contains('e')).isFalse();
    }

    @Test
    void knows_whether_halves_of_pairs_are_told_apart() {
        assertThat(CodePoints.ALL.tellsHalvesApart()).isFalse();
        assertThat(CodePoints.NOT_NEWLINE.tellsHalvesApart()).isFalse();
        assertThat(CodePoints.of('a', 'z').tellsHalvesApart()).isFalse();
        assertThat(CodePoints.of(0xD800, 0xDFFF).tellsHalvesApart()).isFalse();
        assertThat(CodePoints.single(0xD83D).tellsHalvesApart()).isTrue();
        assertThat(CodePoints.single(0xDFFF).tellsHalvesApart()).isTrue();
        assertThat(CodePoints.of('a', 0xDBFF).tellsHalvesApart()).isTrue();
        assertThat(CodePoints.single(0xD800).complement().tellsHalvesApart()).isTrue();
        assertThat(CodePoints.single(0x1F600).complement().tellsHalvesApart()).isFalse();
    }

    /** Every single code point, but for halves of pairs, against RE2/J. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\w",
                "\\S",
                "\\pL",
                "\\P{Greek}",
                "\\p{^Lu}",
                "(?i)\\p{Lu}",
                "(?i)\\w",
                "(?i)\\W",
                "[[:^alpha:]]",
                "(?i)[[:lower:]]",
                "(?i)[k-s]",
                "(?i)[^a-k]",
                "[^\\d\\p{Cyrillic}]",
                "(?i)[\u0370-\u03FF]",
                "(?i)[\\x{10400}-\\x{10410}]",
                "(?i)[!-~]"
            })
    void holds_what_re2_holds(String regex) {
        RegexNode node = RegexParser.parse(regex).parts().get(0);
        CodePoints points = ((RegexNode.Chars) node).points();
        Pattern re2 = Pattern.compile(regex);
        Random random = new Random(9);
        for (int i = 0; i < 60_000; i++) {
            int c = i < 0x3000 ? i : random.nextInt(random.nextBoolean() ? 0x10000 : Character.MAX_CODE_POINT + 1);
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                assertThat(points.contains(c))
                        .as("%s and %x", regex, c)
                        .isEqualTo(re2.matcher(Character.toString(c)).matches());
            }
        }
    }
}
