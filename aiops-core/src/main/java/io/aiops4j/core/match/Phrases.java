package io.aiops4j.core.match;

import io.aiops4j.core.regex.RegexSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Phrases that people write, looked for all at once. Immutable. */
final class Phrases {

    private final Map<String, Integer> numbers;
    private final RegexSet regexes;

    private Phrases(Map<String, Integer> numbers, RegexSet regexes) {
        this.numbers = numbers;
        this.regexes = regexes;
    }

    static Phrases of(Iterable<String> phrases) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<String> expressions = new ArrayList<>();
        for (String phrase : phrases) {
            if (numbers.putIfAbsent(phrase, numbers.size()) == null) {
                expressions.add(expression(phrase));
            }
        }
        return new Phrases(numbers, RegexSet.of(expressions));
    }

    /** Those that stand in the text. */
    Set<String> in(String text) {
        Set<Integer> found = new HashSet<>();
        for (int index : regexes.find(text)) {
            found.add(index);
        }
        Set<String> phrases = new HashSet<>();
        numbers.forEach((phrase, number) -> {
            if (found.contains(number)) {
                phrases.add(phrase);
            }
        });
        return phrases;
    }

    static String expression(String phrase) {
        StringBuilder regex = new StringBuilder("(?i)");
        String trimmed = phrase.strip();
        if (isWordCharacter(trimmed.charAt(0))) {
            regex.append("\\b");
        }
        trimmed.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)) {
                // a run of blanks is one
                regex.append(regex.toString().endsWith("\\s+") ? "" : "\\s+");
            } else if (c < 128 && !isWordCharacter((char) c)) {
                regex.append('\\').appendCodePoint(c);
            } else {
                regex.appendCodePoint(c);
            }
        });
        char last = trimmed.charAt(trimmed.length() - 1);
        return regex.append(last >= '0' && last <= '9' ? "\\b" : "").toString();
    }

    private static boolean isWordCharacter(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
