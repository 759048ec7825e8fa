package io.aiops4j.core.redact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A view with lines joined that seem to have been one. */
final class Joins {

    private final View view;

    /** The indexes of the characters behind what was left out. */
    private final int[] places;

    private Joins(View view, int[] places) {
        this.view = view;
        this.places = places;
    }

    /** The text without the breaks. */
    View view() {
        return view;
    }

    /** Joined where somebody wrote that it goes on: a backslash at the end of a line, a quoted text + another one. */
    static @Nullable Joins written(View from) {
        return make(from, false);
    }

    /** Joined at each break between two characters of which tokens consist. */
    static @Nullable Joins any(View from) {
        return make(from, true);
    }

    private static @Nullable Joins make(View from, boolean any) {
        String text = from.text();
        View.Maker made = new View.Maker(from);
        int[] places = new int[8];
        int count = 0;
        int i = 0;
        while (i < text.length()) {
            int next = any ? wrapped(text, i) : continued(text, i);
            if (next > i) {
                places = count == places.length ? Arrays.copyOf(places, 2 * count) : places;
                places[count++] = made.length();
                i = next;
            } else {
                made.put(text.charAt(i), i, i + 1);
                i++;
            }
        }
        return count == 0 ? null : new Joins(made.make(), Arrays.copyOf(places, count));
    }

    private static int continued(String text, int i) {
        char c = text.charAt(i);
        if (c == '\\' && i + 1 < text.length() && Chars.isBreak(text.charAt(i + 1))) {
            return Chars.skipBlanks(text, Chars.nextLine(text, i + 1));
        }
        if (!Chars.isQuote(c)) {
            return i;
        }
        int sign = spaceEnd(text, i + 1);
        // in Python and C quoted texts that follow each other are one
        if (Chars.at(text, sign) == c
                && i > 0
                && hasBreak(text, i + 1, sign)
                && Chars.isAlnum(Chars.at(text, sign + 1))) {
            return sign + 1;
        }
        if (Chars.at(text, sign) == '+' || (Chars.at(text, sign) == '\\' && Chars.isBreak(Chars.at(text, sign + 1)))) {
            int quote = spaceEnd(text, sign + 1);
            return Chars.at(text, quote) == c ? quote + 1 : i;
        }
        return i;
    }

    private static boolean hasBreak(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Chars.isBreak(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int wrapped(String text, int i) {
        if (!Chars.isBreak(text.charAt(i)) || i == 0 || !isToken(text.charAt(i - 1))) {
            return i;
        }
        int next = Chars.skipBlanks(text, Chars.nextLine(text, i));
        return next < text.length() && isToken(text.charAt(next)) ? next : i;
    }

    // no more blanks than somebody indents
    private static int spaceEnd(String text, int from) {
        int i = from;
        while (i < Math.min(text.length(), from + 64) && Chars.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isToken(char c) {
        return Chars.isAlnum(c) || c == '+' || c == '/' || c == '_' || c == '-' || c == '=' || c == '.' || c == '~';
    }

    /** The first place in a range, both ends included or not, or -1. */
    int within(int from, int to) {
        int at = Arrays.binarySearch(places, from);
        int index = at < 0 ? -at - 1 : at;
        return index < places.length && places[index] < to ? places[index] : -1;
    }
}
