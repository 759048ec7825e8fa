package io.aiops4j.core.redact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tokens of one vendor look like: literals and counted classes, such as {@code AKIA[A-Z0-9]{16}}. Each class takes as
 * much as it may and gives nothing back, so one look from left to right decides.
 */
final class Shape {

    /** A part of a shape: which characters below 128 it takes, and how many. */
    private static final class Part {

        private final boolean[] members;
        private final int least;
        private final int most;

        /** The same for all parts that take the same characters. */
        private final int id;

        Part(boolean[] members, int least, int most, int id) {
            this.members = members;
            this.least = least;
            this.most = most;
            this.id = id;
        }

        boolean takes(char c) {
            return c < members.length && members[c];
        }
    }

    /** Where runs of a class were seen to begin and end. A run is walked once, however many tokens seem to begin within it. */
    static final class Runs {

        private final int[] starts = new int[Classes.BY_TEXT.size()];
        private final int[] ends = new int[Classes.BY_TEXT.size()];

        int end(String text, int from, Part part) {
            if (from >= starts[part.id] && from < ends[part.id]) {
                return ends[part.id];
            }
            int end = from;
            while (end < text.length() && part.takes(text.charAt(end))) {
                end++;
            }
            if (end > from) {
                starts[part.id] = from;
                ends[part.id] = end;
            }
            return end;
        }
    }

    /** All classes that shapes are made of. */
    private static final class Classes {
        static final Map<String, Part> BY_TEXT = new HashMap<>();

        static synchronized Part of(String text) {
            return BY_TEXT.computeIfAbsent(text, t -> new Part(members(t), 0, 0, BY_TEXT.size()));
        }

        private static boolean[] members(String text) {
            boolean[] members = new boolean[128];
            for (int i = 0; i < text.length(); i++) {
                char from = text.charAt(i);
                boolean range = i + 2 < text.length() && text.charAt(i + 1) == '-';
                char to = range ? text.charAt(i + 2) : from;
                for (char c = from; c <= to; c++) {
                    members[c] = true;
                }
                i += range ? 2 : 0;
            }
            return members;
        }
    }

    private static final int DISTINCTIVE = 4;

    /** So many characters show whether it is random; so a text of nothing but beginnings is read in linear time. */
    private static final int ENOUGH = 200;

    private final String kind;
    private final List<Part> parts = new ArrayList<>();
    private final int least;
    private final int literal;
    private final boolean anywhere;

    private Shape(String kind, String pattern) {
        this.kind = kind;
        parse(pattern);
        this.least = parts.stream().mapToInt(part -> part.least).sum();
        int bracket = pattern.indexOf('[');
        this.literal = bracket < 0 ? pattern.length() : bracket;
        String head = pattern.substring(0, literal);
        this.anywhere = head.length() >= DISTINCTIVE && head.chars().anyMatch(c -> !Chars.isAlnum((char) c));
    }

    /** Reads a shape: literals, and classes in brackets with a count in braces, {@code {n}}, {@code {n,}} or {@code {n,m}}. */
    static Shape of(String kind, String pattern) {
        return new Shape(kind, pattern);
    }

    private void parse(String pattern) {
        int i = 0;
        while (i < pattern.length()) {
            String members = String.valueOf(pattern.charAt(i));
            if (pattern.charAt(i) == '[') {
                members = pattern.substring(i + 1, pattern.indexOf(']', i));
                i += members.length() + 1;
            }
            i++;
            int least = 1;
            int most = 1;
            if (i < pattern.length() && pattern.charAt(i) == '{') {
                int close = pattern.indexOf('}', i);
                String count = pattern.substring(i + 1, close);
                int comma = count.indexOf(',');
                least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
                boolean open = comma == count.length() - 1;
                most = comma < 0 ? least : open ? Integer.MAX_VALUE : Integer.parseInt(count.substring(comma + 1));
                i = close + 1;
            }
            Part known = Classes.of(members);
            parts.add(new Part(known.members, least, most, known.id));
        }
    }

    String kind() {
        return kind;
    }

    /** The length of the shortest one. */
    int least() {
        return least;
    }

    /** Whether it is known by its beginning alone, even within a word. */
    boolean isAnywhere() {
        return anywhere;
    }

    boolean beginsWith(char c) {
        return parts.get(0).members[c];
    }

    /** Where a token that begins here ends, or -1. */
    int end(String text, int from, Runs runs) {
        int at = from;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            if (part.most == 1 && part.least == 1) {
                if (at >= text.length() || !part.takes(text.charAt(at))) {
                    return -1;
                }
                at++;
                continue;
            }
            int end = runs.end(text, at, part);
            if (end - at < part.least) {
                return -1;
            }
            at = end - at > part.most ? at + part.most : end;
        }
        return ends(text, at) && isRandom(text, from + literal, at) ? at : -1;
    }

    // what has a certain length is no part of something longer
    private boolean ends(String text, int at) {
        return at >= text.length() || !Chars.isAlnum(text.charAt(at)) || !Chars.isAlnum(text.charAt(at - 1));
    }

    // a name in a document, or xxxx, is nobody's token
    private static boolean isRandom(String text, int from, int to) {
        boolean upper = false;
        boolean lower = false;
        boolean differs = false;
        boolean digit = false;
        int changes = 0;
        for (int i = from; i < Math.min(to, from + ENOUGH); i++) {
            char c = text.charAt(i);
            changes += c == Chars.at(text, i - 1) ? 0 : 1;
            digit |= Chars.isDigit(c);
            upper |= Chars.isUpper(c);
            lower |= Chars.isLower(c);
            differs |= Chars.isAlnum(c) && c != text.charAt(from);
        }
        return differs && (digit || (upper && (lower || changes * 4 > 3 * Math.min(ENOUGH, to - from))));
    }
}
