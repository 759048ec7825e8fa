package io.aiops4j.core.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How placeholders are written, and what looks like one. */
final class Placeholders {

    private static final int LONGEST_KIND = 40;
    private static final int LONGEST_NUMBER = 6;

    /**
     * A placeholder in a text, or what looks like one.
     *
     * @param start where it begins
     * @param end behind its last character
     */
    record Place(int start, int end) {}

    private Placeholders() {}

    static String of(String kind, int number) {
        return "<" + kind + ":" + number + ">";
    }

    static boolean isKind(String kind) {
        for (int i = 0; i < kind.length(); i++) {
            if (!isKind(kind.charAt(i))) {
                return false;
            }
        }
        return !kind.isEmpty() && kind.length() <= LONGEST_KIND && Chars.isLower(kind.charAt(0));
    }

    private static boolean isKind(char c) {
        return Chars.isLower(c) || Chars.isDigit(c) || c == '-';
    }

    /** What looks like a placeholder of one of these kinds. */
    static List<Place> in(String text, Set<String> kinds) {
        if (text.indexOf('<') < 0) {
            return List.of();
        }
        List<Place> places = new ArrayList<>();
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            int end = end(text, at);
            if (end > 0 && kinds.contains(text.substring(at + 1, text.indexOf(':', at)))) {
                places.add(new Place(at, end));
            }
        }
        return places;
    }

    private static int end(String text, int at) {
        int i = at + 1;
        while (i < text.length() && i - at <= LONGEST_KIND && isKind(text.charAt(i))) {
            i++;
        }
        if (i == at + 1 || Chars.at(text, i) != ':') {
            return -1;
        }
        int digits = i + 1;
        while (digits - i <= LONGEST_NUMBER && Chars.isDigit(Chars.at(text, digits))) {
            digits++;
        }
        return digits > i + 1 && Chars.at(text, digits) == '>' ? digits + 1 : -1;
    }

    /** The text with holes in these places. */
    static String blanked(String text, List<Place> places) {
        if (places.isEmpty()) {
            return text;
        }
        StringBuilder blanked = new StringBuilder(text);
        for (Place place : places) {
            for (int i = place.start; i < place.end; i++) {
                blanked.setCharAt(i, Chars.HOLE);
            }
        }
        return blanked.toString();
    }

    /** The text with the values of a map in the place of its keys. */
    static String restored(String text, Map<String, String> values) {
        if (values.isEmpty() || text.indexOf('<') < 0) {
            return text;
        }
        StringBuilder restored = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            int end = end(text, at);
            String value = end < 0 ? null : values.get(text.substring(at, end));
            if (value != null) {
                restored.append(text, done, at).append(value);
                done = end;
            }
        }
        return done == 0 ? text : restored.append(text, done, text.length()).toString();
    }
}
