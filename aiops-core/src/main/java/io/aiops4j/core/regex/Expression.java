package io.aiops4j.core.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One expression. What is costly is compiled when it is first needed: most of a large set never are. Thread-safe. */
final class Expression {

    /**
     * RE2/J's program may have this many instructions. It recurses through optional ones, so a larger one could overflow the
     * stack of the thread that asks for positions; and a text costs its length times this where no table helps.
     */
    static final int LARGEST_PROGRAM = 5_000;

    /** Far above what is accepted, and far below what would exhaust memory before RE2/J has counted. */
    private static final int NOT_EVEN_TRIED = 20 * LARGEST_PROGRAM;

    private final String regex;
    private final int size;
    private final List<Set<String>> required;

    /** Alternatives that decide by themselves, or null. */
    private final InOrder @Nullable [] inOrder;

    private final Needles needles;
    private final boolean anchored;

    private final List<List<Set<String>>> branches;

    /** Null if RE2/J must decide. */
    private final @Nullable Program program;

    /** How many cells its table may have. */
    private final int cells;

    private volatile @Nullable Dfa dfa;
    private volatile @Nullable Pattern re2;

    private Expression(String regex, RegexNode node, int size, int cells) {
        this.regex = regex;
        this.size = size;
        this.required = node.needs().sets();
        this.branches =
                node.choices().stream().map(branch -> branch.needs().sets()).toList();
        this.inOrder = InOrder.of(node);
        this.needles = Needles.of(node);
        this.anchored = node.choices().stream().allMatch(Expression::isAnchored);
        this.program = Program.of(node);
        this.cells = cells;
    }

    /**
     * Compiles an expression.
     *
     * @throws RegexProblem if RE2/J cannot use it, or only at a cost that nobody wants
     */
    static Expression of(String regex, int cells) {
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
        int size = compile(regex).programSize();
        if (size > LARGEST_PROGRAM) {
            throw tooBig(regex);
        }
        return new Expression(regex, node, size, cells);
    }

    /** How many instructions RE2/J makes of it. */
    int size() {
        return size;
    }

    /** Sets of literals, case-folded; each has a member in every text in which the expression is found. */
    List<Set<String>> required() {
        return required;
    }

    /** What is required by each alternative; one alternative holds in a text in which the expression is found. */
    List<List<Set<String>>> branches() {
        return branches;
    }

    /** Literals in their own case that must stand in the text and that {@link #find} does not ask for itself. */
    List<String> needles() {
        return inOrder == null ? needles.others() : List.of();
    }

    /** Whether it is found at the beginning of the text or nowhere, which is quickly decided. */
    boolean isAnchored() {
        return anchored;
    }

    private static boolean isAnchored(RegexNode branch) {
        List<RegexNode> parts = branch.parts();
        return !parts.isEmpty() && parts.get(0).equals(new RegexNode.AtEdge(Edge.TEXT_BEGIN));
    }

    boolean find(String text) {
        if (inOrder != null && !(isInLine(inOrder) && text.indexOf('\n') >= 0)) {
            return holds(inOrder, text);
        }
        int from = needles.front().isEmpty() ? 0 : text.indexOf(needles.front());
        if (from < 0) {
            return false;
        }
        return program == null ? re2().matcher(text).find() : dfa(program).find(text, from);
    }

    private static boolean isInLine(InOrder[] alternatives) {
        for (InOrder alternative : alternatives) {
            if (alternative.isInLine()) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(InOrder[] alternatives, String text) {
        for (InOrder alternative : alternatives) {
            if (alternative.holds(text)) {
                return true;
            }
        }
        return false;
    }

    /** Two threads may both make it; it is the same. */
    private Dfa dfa(Program whole) {
        Dfa known = dfa;
        if (known == null) {
            known = new Dfa(whole, cells);
            dfa = known;
        }
        return known;
    }

    /** What finds positions and groups. */
    Pattern re2() {
        Pattern known = re2;
        if (known == null) {
            known = compile(regex);
            re2 = known;
        }
        return known;
    }

    private static boolean re2Accepts(String regex) {
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static Pattern compile(String regex) {
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
