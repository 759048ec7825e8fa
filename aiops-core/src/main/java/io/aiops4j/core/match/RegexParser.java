package io.aiops4j.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads RE2 syntax, for {@link Needs} and for better error messages; RE2/J itself has the last word on what is valid. Where
 * this parser is unsure it answers {@link RegexNode.Anything}.
 */
final class RegexParser {

    /** RE2/J recurses into groups. This many fit on any thread's stack, and nobody writes them by hand. */
    private static final int DEEPEST = 200;

    private final RegexCursor cursor;
    private final CharClassParser classes;
    private boolean ignoreCase;
    private int depth;

    private RegexParser(String regex) {
        this.cursor = new RegexCursor(regex);
        this.classes = new CharClassParser(cursor);
    }

    /**
     * Parses an expression.
     *
     * @throws RegexProblem if RE2 has no such syntax
     */
    static RegexNode parse(String regex) {
        RegexParser parser = new RegexParser(regex);
        RegexNode node = parser.choice();
        if (parser.cursor.more()) {
            int index = parser.cursor.index();
            parser.cursor.take();
            throw parser.cursor.problem(index, "a ) without its (", "Write \\) for the character itself.");
        }
        return node;
    }

    /** Up to the end or to the group's closing parenthesis, which stays. */
    private RegexNode choice() {
        List<RegexNode> branches = new ArrayList<>();
        List<RegexNode> parts = new ArrayList<>();
        while (cursor.more() && cursor.peek() != ')') {
            if (cursor.take("|")) {
                branches.add(new RegexNode.Sequence(parts));
                parts = new ArrayList<>();
            } else {
                part(parts);
            }
        }
        branches.add(new RegexNode.Sequence(parts));
        return branches.size() == 1 ? branches.get(0) : new RegexNode.Choice(branches);
    }

    private void part(List<RegexNode> parts) {
        switch (cursor.peek()) {
            case '(' -> group(parts);
            case '*', '+', '?' -> repeat(parts);
            case '{' -> countedRepeat(parts);
            case '[' -> parts.add(classes.parse(ignoreCase));
            case '\\' -> escape(parts);
            case '^', '$' -> {
                cursor.take();
                parts.add(new RegexNode.Nothing());
            }
            case '.' -> {
                cursor.take();
                parts.add(new RegexNode.Anything());
            }
            default -> parts.add(literal(cursor.index(), cursor.take()));
        }
    }

    private RegexNode literal(int from, int c) {
        if (ignoreCase) {
            CaseHang.check(cursor, from, c, c);
        }
        if (c > Character.MAX_VALUE || Character.isSurrogate((char) c)) {
            // RE2/J finds halves of pairs in some places and not in others: no literal, so that it decides.
            return new RegexNode.Anything();
        }
        return new RegexNode.Letter(Set.of(CaseFold.of((char) c)));
    }

    private void group(List<RegexNode> parts) {
        int open = cursor.index();
        boolean outer = ignoreCase;
        GroupHead head = GroupHead.parse(cursor, ignoreCase);
        ignoreCase = head.ignoreCase();
        if (head.flagsOnly()) {
            return;
        }
        if (++depth > DEEPEST) {
            throw cursor.limit(open, "groups nested deeper than " + DEEPEST, "Split the pattern.");
        }
        RegexNode body = choice();
        depth--;
        if (!cursor.take(")")) {
            throw cursor.problem(open, "a ( without its )", "Write \\( for the character itself.");
        }
        ignoreCase = outer;
        parts.add(head.capturing() ? new RegexNode.Capture(body) : body);
    }

    private void repeat(List<RegexNode> parts) {
        int from = cursor.index();
        switch (cursor.take()) {
            case '*' -> repeat(parts, from, 0, RegexNode.Repeat.NO_LIMIT);
            case '+' -> repeat(parts, from, 1, RegexNode.Repeat.NO_LIMIT);
            default -> repeat(parts, from, 0, 1);
        }
    }

    private void countedRepeat(List<RegexNode> parts) {
        int from = cursor.index();
        RepeatCount count = RepeatCount.parse(cursor);
        if (count == null) {
            cursor.backTo(from);
            parts.add(literal(from, cursor.take()));
        } else {
            repeat(parts, from, count.least(), count.most());
        }
    }

    private void repeat(List<RegexNode> parts, int from, int least, int most) {
        if (parts.isEmpty()) {
            throw cursor.problem(from, "nothing to repeat", "Write a backslash before it for the character itself.");
        }
        boolean lazy = cursor.take("?");
        if (!lazy && cursor.take("+")) {
            throw cursor.problem(
                    from, "RE2 has no possessive repetition", "Leave the second + out: RE2 never backtracks.");
        }
        if (cursor.lookingAt("*") || cursor.lookingAt("?") || cursor.lookingAt("+")) {
            cursor.take();
            throw cursor.problem(from, "a repetition of a repetition", "Put the first one in a group: (?:x*)?");
        }
        int last = parts.size() - 1;
        parts.set(last, new RegexNode.Repeat(parts.get(last), least, most));
    }

    private void escape(List<RegexNode> parts) {
        int from = cursor.index();
        if (cursor.take("\\Q")) {
            cursor.takeUntil("\\E").codePoints().forEach(c -> parts.add(literal(from, c)));
        } else if (cursor.take("\\A") || cursor.take("\\z") || cursor.take("\\b") || cursor.take("\\B")) {
            parts.add(new RegexNode.Nothing());
        } else if (Escapes.takeClass(cursor)) {
            parts.add(new RegexNode.Anything());
        } else {
            parts.add(literal(from, Escapes.takeCharacter(cursor)));
        }
    }
}
