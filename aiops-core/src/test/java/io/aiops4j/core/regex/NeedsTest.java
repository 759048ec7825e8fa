package io.aiops4j.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                // expression ~ required sets, in order
                "disk full~disk full",
                "(?i)Disk.*FULL~disk & full",
                "redis.*cluster|cache~cache,cluster",
                "connections?~connection",
                "(?:error|warn): \\d+ x~error: ,warn:  &  x",
                "HTTP/1\\.[01]\" 5\\d\\d~http/1.0\" 5,http/1.1\" 5",
                "[Ee]rr[0-9]~err",
                "ab+c~ab & c",
                "ab*c~a & c",
                "ab?c~abc,ac",
                "a{3}b~aaab",
                "a{2,}b~aa & b",
                "a{10}b~aaaaaaaa & b",
                "(?:ab){2}c~ababc",
                "(?:a.b){2}~a & b",
                "a{0}b~b",
                "\\bfoo\\b$~foo",
                "\\Qa.b\\E*c~a. & c",
                "(?P<x>foo)(bar)~foobar",
                "a(?i)b|c~ab,c",
                "x\\x41\\x{42}\\103\\07y~xabc\u0007y",
                "\u212Aelvin \u017Fign~kelvin sign",
                "{\"a\":1}~{\"a\":1}",
                "x{,2}~x{,2}",
                "x{02}~x{02}",
                // nothing is required
                ".*~",
                "a*~",
                "a|~",
                "\\d+~",
                "(?:foo)?~",
                "[a-z]+~",
                "foo|\\d~",
                "[^a]~",
                "\\x{1F600}~",
                "\\p{Greek}~"
            })
    void findsWhatMustStandInEveryMatch(String regex, String expected) {
        List<Set<String>> required = RegexParser.parse(regex).needs().sets();

        assertThat(required.stream().map(set -> String.join(",", set)).collect(Collectors.joining(" & ")))
                .isEqualTo(expected == null ? "" : expected);
    }
}
