package io.aiops4j.learning.knowledge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The words that several texts have in common, in their order; figures, names with digits and what was masked are none. */
final class Words {

    /** So many words of a text are looked at. */
    static final int MOST = 60;

    // two words, or ten letters, are found in lines of everybody
    private static final int FEWEST = 2;
    private static final int FEWEST_LETTERS = 10;

    private static final String AROUND = "\"'()[]{},;:=.!?";

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length() && words.size() < MOST; i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                String word = stripped(text, from, i);
                if (isWord(word)) {
                    words.add(word);
                }
                from = i + 1;
            }
        }
        return words;
    }

    private static String stripped(String text, int from, int end) {
        int start = from;
        int behind = end;
        while (start < behind && AROUND.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (behind > start && AROUND.indexOf(text.charAt(behind - 1)) >= 0) {
            behind--;
        }
        return text.substring(start, behind);
    }

    // letters at both ends, so that an expression can ask for a whole word
    private static boolean isWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean within = (c == '_' || c == '-') && i > 0 && i < word.length() - 1;
            if (!letter && !within) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    /** The words in common, or none when they are too few to know a failure by. */
    static List<String> common(List<String> texts) {
        List<String> common = of(texts.get(0));
        for (String text : texts.subList(1, texts.size())) {
            common = common(common, of(text));
        }
        int letters = common.stream().mapToInt(String::length).sum();
        return common.size() >= FEWEST && letters >= FEWEST_LETTERS ? common : List.of();
    }

    /** An expression that finds them in their order, each as a whole word. */
    static String regex(List<String> words) {
        return words.stream().collect(Collectors.joining("\\b.*\\b", "(?s)\\b", "\\b"));
    }

    // the longest sequence that both have
    private static List<String> common(List<String> one, List<String> other) {
        int[][] longest = new int[one.size() + 1][other.size() + 1];
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= other.size(); j++) {
                longest[i][j] = one.get(i - 1).equals(other.get(j - 1))
                        ? longest[i - 1][j - 1] + 1
                        : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        List<String> common = new ArrayList<>();
        int i = one.size();
        int j = other.size();
        while (i > 0 && j > 0) {
            if (one.get(i - 1).equals(other.get(j - 1))) {
                common.add(one.get(i - 1));
                i--;
                j--;
            } else if (longest[i - 1][j] >= longest[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        Collections.reverse(common);
        return common;
    }
}
