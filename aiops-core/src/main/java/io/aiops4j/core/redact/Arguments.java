package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import org.jspecify.annotations.Nullable;

/** Options and their values as members of a list: ["--token", "x"], [--token, x], and items of YAML. */
final class Arguments {

    private static final int LONGEST_LIST = 200;

    private Arguments() {}

    /** Where the value of an option begins that stands between two indexes, or null. */
    static @Nullable Gap behind(String text, int from, int to) {
        boolean quoted = Chars.isQuote(Chars.at(text, to));
        int sign = Chars.skipBlanks(text, quoted ? to + 1 : to);
        char c = Chars.at(text, sign);
        int value = -1;
        if (c == ',' && (quoted || isList(text, from))) {
            value = Chars.skipSpace(text, sign + 1);
            value = quoted && !Chars.isQuote(Chars.at(text, value)) ? -1 : value;
        } else if (sign < text.length() && Chars.isBreak(c) && isItem(text, from)) {
            int dash = Chars.skipBlanks(text, Chars.nextLine(text, sign));
            value = Chars.at(text, dash) == '-' && Chars.isBlank(Chars.at(text, dash + 1))
                    ? Chars.skipBlanks(text, dash + 1)
                    : -1;
        }
        if (value < 0 || value >= text.length()) {
            return null;
        }
        int first = Chars.isQuote(text.charAt(value)) ? value + 1 : value;
        return Chars.at(text, first) == '-' ? null : new Gap(value, Mode.FLAG);
    }

    private static boolean isList(String text, int from) {
        for (int i = from - 1; i >= Math.max(0, from - LONGEST_LIST); i--) {
            char c = text.charAt(i);
            if (c == '[' || c == ']' || Chars.isBreak(c)) {
                return c == '[';
            }
        }
        return false;
    }

    // - --password, - "--password"
    private static boolean isItem(String text, int from) {
        int i = from - 1;
        while (Chars.at(text, i) == '-') {
            i--;
        }
        i -= Chars.isQuote(Chars.at(text, i)) ? 1 : 0;
        char before = Chars.at(text, i - 2);
        return Chars.isBlank(Chars.at(text, i))
                && Chars.at(text, i - 1) == '-'
                && (Chars.isSpace(before) || Chars.isQuote(before));
    }
}
