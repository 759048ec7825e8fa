package io.aiops4j.core.store;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a text. */
final class Words {

    static final int LONGEST = 40;
    static final int MOST = 64;

    private Words() {}

    static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        int from = 0;
        while (from < text.length() && words.size() < MOST) {
            int to = from;
            while (to < text.length() && Character.isLetterOrDigit(text.codePointAt(to))) {
                to += Character.charCount(text.codePointAt(to));
            }
            if (to > from) {
                // a word may be as long as the text: only what is kept of it is turned to lower case
                int enough = Math.min(to, from + LONGEST + 1);
                words.add(cut(text.substring(from, enough).toLowerCase(Locale.ROOT)));
            }
            from = to + (to < text.length() ? Character.charCount(text.codePointAt(to)) : 0);
        }
        return words;
    }

    private static String cut(String word) {
        if (word.length() <= LONGEST) {
            return word;
        }
        return word.substring(0, Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
