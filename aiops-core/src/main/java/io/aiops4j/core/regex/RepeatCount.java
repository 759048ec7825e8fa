package io.aiops4j.core.regex;

import org.jspecify.annotations.Nullable;

/** The counts of <code>x{2}</code>, <code>x{2,}</code> and <code>x{2,5}</code>. */
record RepeatCount(int least, int most) {

    private static final int LARGEST = 1000;

    /** Takes a count, or gives null, with the cursor anywhere, where RE2 reads the brace as a plain character. */
    static @Nullable RepeatCount parse(RegexCursor cursor) {
        int from = cursor.index();
        if (!cursor.take("{")) {
            return null;
        }
        String least = digits(cursor);
        String most = least;
        if (cursor.take(",")) {
            most = cursor.lookingAt("}") ? "" : digits(cursor);
            if (most == null) {
                return null;
            }
        }
        if (least == null || most == null || !cursor.take("}")) {
            return null;
        }
        RepeatCount count = new RepeatCount(value(least), most.isEmpty() ? RegexNode.Repeat.NO_LIMIT : value(most));
        if (count.least > LARGEST || count.most > LARGEST) {
            throw cursor.problem(
                    from, "RE2 repeats at most " + LARGEST + " times", "Use a smaller count, or * or + instead.");
        }
        if (count.most != RegexNode.Repeat.NO_LIMIT && count.most < count.least) {
            throw cursor.problem(from, "a repetition whose least count is above its most", "Swap the two counts.");
        }
        return count;
    }

    /** A number without leading zeros, or null. */
    private static @Nullable String digits(RegexCursor cursor) {
        StringBuilder digits = new StringBuilder();
        while (cursor.peek() >= '0' && cursor.peek() <= '9') {
            digits.appendCodePoint(cursor.take());
        }
        return digits.isEmpty() || (digits.length() > 1 && digits.charAt(0) == '0') ? null : digits.toString();
    }

    private static int value(String digits) {
        return digits.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
