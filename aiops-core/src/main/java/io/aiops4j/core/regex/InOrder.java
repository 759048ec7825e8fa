package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression that is nothing but literals, one behind the other with anything between, such as {@code disk.*full}: where
 * they are found in order, it is found. Immutable.
 */
final class InOrder {

    private final String[] literals;

    /** Whether what is between them must not hold a line break. */
    private final boolean inLine;

    private InOrder(List<String> literals, boolean inLine) {
        this.literals = literals.toArray(String[]::new);
        this.inLine = inLine;
    }

    /** Alternatives of which one must hold; null if the expression is something else. */
    static InOrder @Nullable [] of(RegexNode node) {
        List<InOrder> alternatives = new ArrayList<>();
        for (RegexNode branch : node.choices()) {
            InOrder one = one(branch);
            if (one == null) {
                return null;
            }
            alternatives.add(one);
        }
        return alternatives.toArray(InOrder[]::new);
    }

    private static @Nullable InOrder one(RegexNode branch) {
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        boolean inLine = false;
        for (RegexNode part : branch.parts()) {
            if (part instanceof RegexNode.Chars chars && chars.isSingle()) {
                literal.append((char) chars.points().first(0));
            } else if (part instanceof RegexNode.Repeat repeat && repeat.isGap()) {
                inLine |= !repeat.isAnything();
                end(literal, literals);
            } else {
                return null;
            }
        }
        end(literal, literals);
        return literals.isEmpty() ? null : new InOrder(literals, inLine);
    }

    private static void end(StringBuilder literal, List<String> literals) {
        if (!literal.isEmpty()) {
            literals.add(literal.toString());
            literal.setLength(0);
        }
    }

    /** Whether a line break in the text would make this answer wrong. */
    boolean isInLine() {
        return inLine && literals.length > 1;
    }

    boolean holds(String text) {
        int from = 0;
        for (String literal : literals) {
            int at = text.indexOf(literal, from);
            if (at < 0) {
                return false;
            }
            from = at + literal.length();
        }
        return true;
    }
}
