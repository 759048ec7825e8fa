package io.aiops4j.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which expressions are found is what RE2/J finds, whatever patterns and lines. */
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

    /**
     * As many cases as are asked for, pairs of an expression and a line: {@code -Daiops4j.agreement.cases=100000}, from
     * {@code -Daiops4j.agreement.seed}.
     */
    @Test
    void agrees_in_as_many_cases_as_are_asked_for() {
        int cases = Integer.getInteger("aiops4j.agreement.cases", 3_000);
        long seed = Long.getLong("aiops4j.agreement.seed", System.nanoTime());
        System.out.println("agreement: " + cases + " cases from seed " + seed);
        ExpressionMaker maker = new ExpressionMaker(seed);
        for (int done = 0; done < cases; done += 4 * 8) {
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
        RegexSet set = RegexSet.of(usable);
        for (String line : lines) {
            int[] expected = IntStream.range(0, re2.size())
                    .filter(i -> re2.get(i).matcher(line).find())
                    .toArray();
            assertThat(set.find(line)).as("%s in <%s>", usable, line).isEqualTo(expected);
            for (int i = 0; i < re2.size(); i++) {
                assertThat(alone(usable.get(i), line))
                        .as("%s alone in <%s>", usable.get(i), line)
                        .isEqualTo(re2.get(i).matcher(line).find());
            }
        }
    }

    /** Without the literals that spare the set most of the work. */
    private static boolean alone(String regex, String line) {
        Program program = Program.of(RegexParser.parse(regex));
        if (program == null) {
            return Pattern.compile(regex).matcher(line).find();
        }
        boolean found = new Dfa(program, 65_000).find(line, 0);
        assertThat(new Dfa(program, 0).find(line, 0))
                .as("%s simulated in <%s>", regex, line)
                .isEqualTo(found);
        return found;
    }

    /** What is valid for RE2/J is usable, but for what is too big; where RE2/J objects, we do so in our own way. */
    private static boolean isUsable(String regex) {
        RegexSet.UnusableException refused = null;
        try {
            RegexSet.of(List.of(regex));
        } catch (RegexSet.UnusableException e) {
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
