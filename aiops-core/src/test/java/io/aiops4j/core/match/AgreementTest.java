package io.aiops4j.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which patterns match is what RE2/J finds, whatever patterns and lines. */
class AgreementTest {

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void agreesOnExpressionsAndLinesThatTheyMayMatch(@ForAll long seed) {
        ExpressionMaker maker = new ExpressionMaker(seed);
        List<String> regexes = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ExpressionMaker.Sample sample = maker.sample();
            regexes.add(sample.regex());
            lines.add(sample.text());
            lines.add(maker.spoiled(sample.text()));
        }
        agree(regexes, lines);
    }

    /** Nothing that only looks like an expression may be read in another way than RE2/J reads it. */
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void agreesOnSoup(@ForAll("soups") List<String> soups) {
        agree(soups, soups);
    }

    @Provide
    Arbitrary<List<String>> soups() {
        return Arbitraries.strings()
                .withChars("ab1k{}[]()|*+?.^$\\-,:<>!=PQEipsxzAZd")
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static void agree(List<String> regexes, List<String> lines) {
        List<String> usable = regexes.stream().filter(AgreementTest::isUsable).toList();
        List<Pattern> re2 = usable.stream().map(Pattern::compile).toList();
        PatternSet set = PatternSet.of(Patterns.numbered(usable));
        for (String line : lines) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < re2.size(); i++) {
                if (re2.get(i).matcher(line).find()) {
                    expected.add(String.valueOf(i));
                }
            }
            assertThat(Patterns.ids(set, line)).as("%s in <%s>", usable, line).isEqualTo(expected);
        }
    }

    /** What is valid for RE2/J is usable, but for what is too big; where RE2/J objects, we do so in our own way. */
    private static boolean isUsable(String regex) {
        PatternException refused = null;
        try {
            Expression.of(Patterns.numbered(List.of(regex)).get(0));
        } catch (PatternException e) {
            refused = e;
        }
        boolean valid = true;
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            valid = false;
        }
        if (refused != null && valid) {
            assertThat(refused).as(regex).hasMessageContaining("more than 5000 steps");
        }
        assertThat(refused != null || valid).as(regex).isTrue();
        return refused == null;
    }
}
