package io.aiops4j.core.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Set;

/**
 * One pattern's expression, compiled.
 *
 * @param re2 what decides
 * @param required sets of literals, case-folded; each has a member in every line in which the expression is found
 * @param branches what the alternatives of the expression require in order; one holds for such a line
 */
record Expression(Pattern re2, List<Set<String>> required, List<InOrder> branches) {

    /**
     * RE2/J's program may have this many instructions. It recurses through optional ones, so a larger one could overflow the
     * stack of the thread that matches; and a line costs its length times this.
     */
    static final int LARGEST_PROGRAM = 5_000;

    /** Far above what is accepted, and far below what would exhaust memory before RE2/J has counted. */
    private static final int NOT_EVEN_TRIED = 20 * LARGEST_PROGRAM;

    /**
     * Compiles a pattern's expression.
     *
     * @throws PatternException if RE2/J cannot use it, or only at a cost that nobody wants
     */
    static Expression of(AlertPattern pattern) {
        try {
            return compile(pattern.regex());
        } catch (RegexProblem problem) {
            throw new PatternException(pattern.id(), problem.index(), problem.text());
        }
    }

    private static Expression compile(String regex) {
        RegexNode node;
        try {
            node = RegexParser.parse(regex);
        } catch (RegexProblem problem) {
            // RE2/J has the last word on syntax; where it objects too, ours says more.
            if (problem.isLimit() || !re2Accepts(regex)) {
                throw problem;
            }
            node = new RegexNode.Anything();
        }
        if (node.instructions() > NOT_EVEN_TRIED) {
            throw tooBig(regex);
        }
        Pattern re2 = re2(regex);
        if (re2.programSize() > LARGEST_PROGRAM) {
            throw tooBig(regex);
        }
        List<Set<String>> required = node.needs().sets();
        List<RegexNode> branches = node.branches();
        return new Expression(
                re2,
                required,
                branches.size() == 1
                        ? List.of(new InOrder(required))
                        : branches.stream()
                                .map(branch -> new InOrder(branch.needs().sets()))
                                .toList());
    }

    boolean find(String line) {
        return mayBeFound(line) && re2.matcher(line).find();
    }

    private boolean mayBeFound(String line) {
        for (int i = 0; i < branches.size(); i++) {
            if (branches.get(i).holds(line)) {
                return true;
            }
        }
        return false;
    }

    private static boolean re2Accepts(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static Pattern re2(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw Re2Objection.explain(regex, e);
        } catch (StackOverflowError e) {
            throw tooBig(regex);
        }
    }

    private static RegexProblem tooBig(String regex) {
        return RegexProblem.limit(
                regex,
                0,
                regex.length(),
                "more than " + LARGEST_PROGRAM + " steps, once its counts are written out,",
                "Use smaller counts, or * and +, or split it into several patterns.");
    }
}
