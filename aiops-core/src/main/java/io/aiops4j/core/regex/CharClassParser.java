package io.aiops4j.core.regex;

import org.jspecify.annotations.Nullable;

/** Reads {@code [abc]}. */
final class CharClassParser {

    private final RegexCursor cursor;
    private final Escapes escapes;

    CharClassParser(RegexCursor cursor, Escapes escapes) {
        this.cursor = cursor;
        this.escapes = escapes;
    }

    RegexNode parse(boolean ignoreCase) {
        int open = cursor.index();
        cursor.take("[");
        boolean negated = cursor.take("^");
        boolean certain = true;
        CodePoints.Builder points = CodePoints.builder();
        for (boolean first = true; first || !cursor.lookingAt("]"); first = false) {
            if (!cursor.more()) {
                throw unclosed(open);
            }
            if (lookingAtName()) {
                certain &= add(points, named(ignoreCase));
            } else if (escapes.lookingAtClass()) {
                certain &= add(points, escapes.takeClass(ignoreCase));
            } else {
                range(open, ignoreCase, points);
            }
        }
        cursor.take("]");
        if (!certain) {
            return new RegexNode.Anything();
        }
        return RegexNode.chars(negated ? points.build().complement() : points.build());
    }

    private static boolean add(CodePoints.Builder points, @Nullable CodePoints more) {
        if (more != null) {
            points.add(more);
        }
        return more != null;
    }

    /** Whether {@code [:alpha:]} or the like comes next. */
    private boolean lookingAtName() {
        return cursor.lookingAt("[:") && cursor.find(":]") >= 0;
    }

    private @Nullable CodePoints named(boolean ignoreCase) {
        cursor.take("[:");
        return NamedClasses.posix(cursor.takeUntil(":]"), ignoreCase);
    }

    private void range(int open, boolean ignoreCase, CodePoints.Builder points) {
        int from = cursor.index();
        int low = character(open);
        int high = low;
        if (cursor.lookingAt("-") && !cursor.lookingAt("-]")) {
            cursor.take("-");
            high = character(open);
            if (high < low) {
                throw cursor.problem(from, "a range that ends before it begins", "Swap its ends, or escape the -.");
            }
        }
        if (ignoreCase) {
            CaseHang.check(cursor, from, low, high);
            CaseOrbits.addFolded(points, low, high);
        } else {
            points.add(low, high);
        }
    }

    private int character(int open) {
        if (!cursor.more()) {
            throw unclosed(open);
        }
        return cursor.lookingAt("\\") ? Escapes.takeCharacter(cursor) : cursor.take();
    }

    private RegexProblem unclosed(int open) {
        return cursor.problem(open, "a [ without its ]", "Write \\[ for the character itself.");
    }
}
