package io.aiops4j.core.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Words parted by blanks and line breaks: a list of many words is read more easily so. */
final class WordList {

    private WordList() {}

    static List<String> list(String text) {
        List<String> words = new ArrayList<>();
        int i = Chars.skipSpace(text, 0);
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && !Chars.isSpace(text.charAt(end))) {
                end++;
            }
            words.add(text.substring(i, end));
            i = Chars.skipSpace(text, end);
        }
        return List.copyOf(words);
    }

    static Set<String> set(String text) {
        return Set.copyOf(list(text));
    }
}
