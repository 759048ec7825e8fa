package io.aiops4j.core.match;

import java.util.Set;
import java.util.TreeSet;

/** Reads {@code [abc]}: a few characters are worth knowing, more are anything. */
final class CharClassParser {

    private static final int FEW = 4;

    private final RegexCursor cursor;

    CharClassParser(RegexCursor cursor) {
        this.cursor = cursor;
    }

    RegexNode parse(boolean ignoreCase) {
        int open = cursor.index();
        cursor.take("[");
        boolean known = !cursor.take("^");
        Set<Character> few = new TreeSet<>();
        for (boolean first = true; first || !cursor.lookingAt("]"); first = false) {
            if (!cursor.more()) {
                throw cursor.problem(open, "a [ without its ]", "Write \\[ for the character itself.");
            }
            if (named() || Escapes.takeClass(cursor)) {
                known = false;
            } else {
                known &= range(open, ignoreCase, few);
            }
        }
        cursor.take("]");
        return known ? new RegexNode.Letter(few) : new RegexNode.Anything();
    }

    /** Takes {@code [:alpha:]} and the like. */
    private boolean named() {
        if (!cursor.lookingAt("[:") || cursor.find(":]") < 0) {
            return false;
        }
        cursor.takeUntil(":]");
        return true;
    }

    /** Takes a character or a range; false if that makes too many to know. */
    private boolean range(int open, boolean ignoreCase, Set<Character> few) {
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
        }
        boolean pairs =
                high > Character.MAX_VALUE || (high >= Character.MIN_SURROGATE && low <= Character.MAX_SURROGATE);
        for (int c = low; !pairs && few.size() <= FEW && c <= high; c++) {
            few.add(CaseFold.of((char) c));
        }
        return !pairs && few.size() <= FEW;
    }

    private int character(int open) {
        if (!cursor.more()) {
            throw cursor.problem(open, "a [ without its ]", "Write \\[ for the character itself.");
        }
        return cursor.lookingAt("\\") ? Escapes.takeCharacter(cursor) : cursor.take();
    }
}
