package io.aiops4j.spring.web;

import java.util.ArrayList;
import java.util.List;

/** The words of a line with all that stands between them: together they are the line. */
final class LineWords {

    private LineWords() {}

    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int from = 0;
        while (from < line.length()) {
            int to = from + Character.charCount(line.codePointAt(from));
            int kind = kind(line.codePointAt(from));
            while (kind > 0 && to < line.length() && kind(line.codePointAt(to)) == kind) {
                to += Character.charCount(line.codePointAt(to));
            }
            words.add(line.substring(from, to));
            from = to;
        }
        return words;
    }

    static boolean isWord(String word) {
        return kind(word.codePointAt(0)) == 1;
    }

    // letters and digits, blanks, and each other sign by itself
    private static int kind(int c) {
        if (Character.isLetterOrDigit(c) || c == '_') {
            return 1;
        }
        return c == ' ' ? 2 : 0;
    }
}
