package io.aiops4j.core.match;

import static io.aiops4j.core.match.Patterns.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.signal.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternExceptionTest {

    @Test
    void namesThePatternThePlaceAndTheWayOut() {
        AlertPattern bad = AlertPattern.of("slow-query", "query (?=took)", "slow", Severity.INFO);

        assertThatThrownBy(() -> PatternSet.of(AlertPattern.of("fine", "x", "x", Severity.INFO), bad))
                .isInstanceOf(AiopsException.class)
                .hasMessage("Pattern \"slow-query\" cannot be used: RE2 has no look-ahead at index 6: `(?=`. "
                        + "Write what must follow as part of the pattern.")
                .satisfies(thrown -> {
                    assertThat(((PatternException) thrown).patternId()).isEqualTo("slow-query");
                    assertThat(((PatternException) thrown).index()).isEqualTo(6);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "x(?!y)~1~negative look-ahead~[^x]",
                "(?<=a)b~0~look-behind~must precede",
                "(?<!a)b~0~negative look-behind~\\b",
                "a(?>b+)~1~atomic groups~(?:",
                "(a)\\1~3~back-references~again",
                "(?P<n>a)\\k<n>~8~no such escape~back-references",
                "(?P<n>a)(?P=n)~8~cannot refer to another group~again",
                "a++b~1~possessive~Leave the second + out",
                "a{2}+~1~possessive~Leave the second + out",
                "a**~1~repetition of a repetition~group",
                "*a~0~nothing to repeat~backslash",
                "a|*b~2~nothing to repeat~backslash",
                "a{2,1}~1~least count is above its most~Swap",
                "a{1001}~1~at most 1000~smaller count",
                "a(b~1~without its )~\\(",
                "a)b~1~without its (~\\)",
                "a[bc~1~without its ]~\\[",
                "[z-a]~1~range that ends before it begins~Swap",
                "[[:letter:]]~1~invalid character class range~[:alpha:]",
                "\\p{Latn}~0~invalid character class range~\\p{Greek}",
                "abc\\~3~backslash at the end~\\\\",
                "a\\Z~1~no such escape~\\z",
                "\\u20AC~0~no such escape~\\x{20AC}",
                "\\h+~0~no such escape~[ \\t]",
                "\\x{110000}~0~no such code point~10FFFF",
                "\\xg~0~unfinished code~\\x41",
                "(?x)a~0~no such flag~i, m, s and U",
                "(?#note)a~0~comments~Leave it out",
                "(?'n'a)~0~names groups in another way~(?P<name>...)",
                "(?P<a>x)(?P<a>y)~4~duplicate capture group name~name of its own"
            })
    void saysWhatToWriteInstead(String regex, int index, String problem, String instead) {
        PatternException thrown = catchThrowableOfType(PatternException.class, () -> set("fine", regex));

        assertThat(thrown.patternId()).isEqualTo("1");
        assertThat(thrown.index()).isEqualTo(index);
        assertThat(thrown).hasMessageContaining(problem).hasMessageContaining(instead);
    }

    @Test
    void refusesAnIdThatIsUsedTwice() {
        AlertPattern one = AlertPattern.of("disk-full", "disk", "disk_full", Severity.ERROR);

        assertThatThrownBy(() -> PatternSet.of(one, one))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining("disk-full")
                .hasMessageContaining("id of its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(?:(?:a{0,1000}){1000}){1000}",
                "[ab]{1000}{1000}",
                "(?:abcdef){1000}",
                "(?i)\u1C80",
                "(?i)[\u0400-\u1CFF]",
                "(?i:a|\\x{1c88})"
            })
    void refusesAtOnceWhatWouldCostTooMuch(String regex) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> set(regex)).isInstanceOf(PatternException.class));
    }

    @Test
    void refusesGroupsInGroupsWithoutEnd() {
        String deep = "(".repeat(100_000) + "a" + ")".repeat(100_000);

        assertThatThrownBy(() -> set(deep))
                .isInstanceOf(PatternException.class)
                .hasMessageContaining("nested deeper")
                .satisfies(thrown -> assertThat(thrown.getMessage().length()).isLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1000}",
                "x{,5}",
                "{\"level\":\"error\"}",
                "(?P<name>a)(?<other>b)",
                "(?i-s:a)",
                "[]a]",
                "[^]a]",
                "[a-]",
                "[\\d-z]",
                "[[:alpha:]_]",
                "\\Q(?=\\E",
                "\\Qa",
                "\\pL\\PN\\p{^Greek}",
                "a|",
                "()",
                "\\07\\x41\\x{41}\\-",
                "(?-i:\u1C80)",
                "(?:(?i)a)\u1C80",
                "(?i)[\\x{0}-\\x{10FFFF}]"
            })
    void takesWhatIsUnusualButValid(String regex) {
        assertThat(set(regex).size()).isEqualTo(1);
    }
}
