package io.aiops4j.learning.json;

import java.util.Locale;

/**
 * The three or more backticks that begin a block.
 *
 * @param marks how many
 * @param json whether it says that JSON is in it
 * @param end where what is in it begins
 */
record Fence(int marks, boolean json, int end) {

    static final int FEWEST = 3;

    private static final int LONGEST_LABEL = 20;
    private static final int LONGEST_REST = 200;

    /** How many backticks stand here. */
    static int marks(String text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) == '`') {
            i++;
        }
        return i - at;
    }

    static Fence read(String text, int at) {
        int marks = marks(text, at);
        int label = at + marks;
        int i = label;
        while (i < text.length() && i - label < LONGEST_LABEL && isLabel(text.charAt(i))) {
            i++;
        }
        boolean json = text.substring(label, i).toLowerCase(Locale.ROOT).startsWith("json");
        return new Fence(marks, json, restOfLine(text, i));
    }

    private static boolean isLabel(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '_' || c == '.' || c == '#';
    }

    // what else stands in the line, such as the name of a file, belongs to the fence
    private static int restOfLine(String text, int from) {
        for (int i = from; i < text.length() && i - from < LONGEST_REST; i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                return from;
            }
            if (Gaps.isBreak(c)) {
                return i;
            }
        }
        return from;
    }

    /** Whether an object or array follows at once. */
    boolean holdsBrackets(String text) {
        int i = Gaps.blanks(text, end);
        return i < text.length() && (text.charAt(i) == '{' || text.charAt(i) == '[');
    }
}
