package io.aiops4j.core.redact;

import java.util.List;
import java.util.Locale;

/** Card numbers: beginning and length of a brand, digits in groups as on the card or in one, and the check digit. */
final class Cards {

    private static final int LEAST = 13;
    private static final int MOST = 19;

    private Cards() {}

    /** Groups as they are printed on cards. */
    private static final String[] GROUPS = {"4444", "44443", "465", "464"};

    static int find(View view, int from, Search search) {
        String text = view.text();
        StringBuilder number = new StringBuilder(MOST);
        StringBuilder groups = new StringBuilder(GROUPS.length);
        int group = 0;
        char separator = 0;
        int i = from;
        while (i < text.length() && number.length() <= MOST) {
            char c = text.charAt(i);
            if (Chars.isDigit(c)) {
                number.append(c);
                group++;
            } else if ((c == ' ' || c == '-' || c == '.')
                    && Chars.isDigit(Chars.at(text, i + 1))
                    && (separator == 0 || separator == c)
                    && isGroup(group)) {
                groups.append(group);
                separator = c;
                group = 0;
            } else {
                break;
            }
            i++;
        }
        groups.append(group);
        char next = Chars.at(text, i);
        boolean part = Chars.isAlnum(next)
                || next == '_'
                || (next == '-' && Chars.isAlnum(Chars.at(text, i + 1)))
                || (next == '.' && Chars.isDigit(Chars.at(text, i + 1)));
        if (number.length() < LEAST || number.length() > MOST || part || !areGroups(separator, groups.toString())) {
            return -1;
        }
        boolean brand = isBrand(number.toString()) || (separator == 0 && isNamed(text, from));
        if (!brand || !Checksums.luhn(number.toString())) {
            return -1;
        }
        search.spans().add(view, from, i, "card-number");
        return i;
    }

    // card_number=, "pan": what is said to be a card is one by whatever brand
    private static boolean isNamed(String text, int from) {
        int end = from;
        while (end > Math.max(0, from - GROUPS.length) && !Chars.isLetter(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > Math.max(0, end - MOST)
                && (Chars.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '_')) {
            start--;
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        return name.contains("card") || name.equals("pan") || name.equals("cc") || name.startsWith("visa");
    }

    private static boolean isGroup(int digits) {
        return digits == 4 || digits == 6;
    }

    private static boolean areGroups(char separator, String groups) {
        return separator == 0
                || (separator == '.'
                        ? groups.equals(GROUPS[0])
                        : List.of(GROUPS).contains(groups));
    }

    // by the ranges that the schemes publish
    private static boolean isBrand(String number) {
        int two = Integer.parseInt(number.substring(0, 2));
        int four = Integer.parseInt(number.substring(0, 4));
        int length = number.length();
        if (number.charAt(0) == '4') {
            return length == 16 || length == 19;
        }
        if (two == 34 || two == 37) {
            return length == 15;
        }
        if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
            return length == 16;
        }
        if (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059)) {
            return length == 14 || length == 16;
        }
        if (four == 6011 || two == 64 || two == 65 || two == 62 || (four >= 3528 && four <= 3589)) {
            return length >= 16;
        }
        return four == 5018
                || four == 5020
                || four == 5038
                || four == 5893
                || four == 6304
                || (four >= 6759 && four <= 6763);
    }
}
