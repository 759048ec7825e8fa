package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads RE2 syntax as RE2/J does, with better error messages; RE2/J itself has the last word on what is valid. Where this
 * parser is unsure it answers {@link RegexNode.Anything}.
 */
final class RegexParser {

    /** RE2/J recurses into groups. This many fit on any thread's stack, and nobody writes them by hand. */
    private static final int DEEPEST = 200;

    private final RegexCursor cursor;
    private final CharClassParser classes;
    private final Escapes escapes;
    private GroupHead.Flags flags = GroupHead.Flags.NONE;
    private int depth;

    private RegexParser(String regex) {
        this.cursor = new RegexCursor(regex);
        this.escapes = new Escapes(cursor);
        this.classes = new CharClassParser(cursor, escapes);
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
        return branches.size() == 1 ? branches.get(0) : RegexNode.choice(branches);
    }

    private void part(List<RegexNode> parts) {
        switch (cursor.peek()) {
            case '(' -> group(parts);
            case '*', '+', '?' -> repeat(parts);
            case '{' -> countedRepeat(parts);
            case '[' -> parts.add(classes.parse(flags.ignoreCase()));
            case '\\' -> escape(parts);
            case '^' -> edge(parts, flags.lines() ? Edge.LINE_BEGIN : Edge.TEXT_BEGIN);
            case '$' -> edge(parts, flags.lines() ? Edge.LINE_END : Edge.TEXT_END);
            case '.' -> {
                cursor.take();
                parts.add(new RegexNode.Chars(flags.dotAll() ? CodePoints.ALL : CodePoints.NOT_NEWLINE));
            }
            default -> parts.add(literal(cursor.index(), cursor.take()));
        }
    }

    private void edge(List<RegexNode> parts, int edge) {
        cursor.take();
        parts.add(new RegexNode.AtEdge(edge));
    }

    private RegexNode literal(int from, int c) {
        if (!flags.ignoreCase()) {
            return RegexNode.chars(CodePoints.single(c));
        }
        CaseHang.check(cursor, from, c, c);
        return CaseOrbits.uncertain(c) ? new RegexNode.Anything() : RegexNode.chars(CaseOrbits.of(c));
    }

    private void group(List<RegexNode> parts) {
        int open = cursor.index();
        GroupHead.Flags outer = flags;
        GroupHead head = GroupHead.parse(cursor, flags);
        flags = head.flags();
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
        flags = outer;
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
        } else if (cursor.take("\\A")) {
            parts.add(new RegexNode.AtEdge(Edge.TEXT_BEGIN));
        } else if (cursor.take("\\z")) {
            parts.add(new RegexNode.AtEdge(Edge.TEXT_END));
        } else if (cursor.take("\\b")) {
            parts.add(new RegexNode.AtEdge(Edge.WORD));
        } else if (cursor.take("\\B")) {
            parts.add(new RegexNode.AtEdge(Edge.NO_WORD));
        } else if (escapes.lookingAtClass()) {
            CodePoints points = escapes.takeClass(flags.ignoreCase());
            parts.add(points == null ? new RegexNode.Anything() : RegexNode.chars(points));
        } else {
            parts.add(literal(from, Escapes.takeCharacter(cursor)));
        }
    }
}
