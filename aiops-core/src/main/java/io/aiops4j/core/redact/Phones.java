package io.aiops4j.core.redact;

import java.util.List;
import java.util.Locale;

/** Telephone numbers: with the sign for a country, or grouped as in North America. */
final class Phones {

    private static final int LEAST = 8;
    private static final int MOST = 15;
    private static final int LONGEST = 24;
    private static final int LONGEST_CODE = 5;

    private static final List<String> CALLED = List.of(
            "call", "phone", "tel", "fax", "mobil", "dial", "hotline", "anruf", "handy", "contact", "reach ", "ring ");

    private Phones() {}

    /** +49 30 1234567, +1 (555) 010-9999 */
    static int international(View view, int from, Search search) {
        String text = view.text();
        int digits = 0;
        int end = from + 1;
        int i = from + 1;
        if (text.charAt(i) == '0') {
            return -1;
        }
        while (i < Math.min(text.length(), from + LONGEST)) {
            char c = text.charAt(i);
            if (Chars.isDigit(c)) {
                digits++;
                end = i + 1;
            } else if (" -.()/".indexOf(c) < 0 || (c == text.charAt(i - 1) && c != ' ')) {
                break;
            }
            if (digits > MOST) {
                return -1;
            }
            i++;
        }
        char next = Chars.at(text, end);
        if (digits < LEAST || Chars.isAlnum(next) || next == '_' || next == ':') {
            return -1;
        }
        search.spans().add(view, from, end, "phone");
        return end;
    }

    /** 0049 171 3924779 */
    static int abroad(View view, int from, Search search) {
        String text = view.text();
        if (!text.startsWith("00", from)
                || Chars.at(text, from + 2) == '0'
                || !Chars.isDigit(Chars.at(text, from + 3))) {
            return -1;
        }
        int digits = 0;
        int groups = 1;
        int i = from;
        while (Chars.isDigit(Chars.at(text, i))
                || (" -/".indexOf(Chars.at(text, i)) >= 0 && Chars.isDigit(Chars.at(text, i + 1)))) {
            digits += Chars.isDigit(text.charAt(i)) ? 1 : 0;
            groups += Chars.isDigit(text.charAt(i)) ? 0 : 1;
            i++;
        }
        int code = from;
        while (Chars.isDigit(Chars.at(text, code))) {
            code++;
        }
        boolean grouped = code - from <= LONGEST_CODE && groups >= 3 && groups <= 5 && digits != 4 * groups;
        if (!grouped
                || digits < LEAST + 3
                || digits > MOST + 2
                || Chars.isAlnum(Chars.at(text, i))
                || Chars.at(text, i) == ':') {
            return -1;
        }
        search.spans().add(view, from, i, "phone");
        return i;
    }

    /** (555) 010-9999, 555-010-9999 */
    static int national(View view, int from, Search search) {
        String text = view.text();
        int length = fits(text, from, "(ddd) ddd-dddd")
                ? 14
                : fits(text, from, "(ddd)ddd-dddd") ? 13 : fits(text, from, "ddd-ddd-dddd") ? 12 : -1;
        int end = from + length;
        char next = Chars.at(text, end);
        char first = Chars.at(text, text.charAt(from) == '(' ? from + 1 : from);
        if (length < 0
                || Chars.isAlnum(next)
                || next == '-'
                || next == '_'
                || (next == '.' && Chars.isAlnum(Chars.at(text, end + 1)))
                || first < '2') {
            return -1;
        }
        search.spans().add(view, from, end, "phone");
        return end;
    }

    /** (030) 2896631, where a word nearby says that somebody is called there. */
    static int local(View view, int from, Search search) {
        String text = view.text();
        int close = from + 1;
        while (close < from + LONGEST_CODE + 2 && Chars.isDigit(Chars.at(text, close))) {
            close++;
        }
        if (Chars.at(text, close) != ')' || Chars.at(text, from + 1) != '0') {
            return -1;
        }
        int end = Chars.skipBlanks(text, close + 1);
        int digits = 0;
        while (goesOn(text, end)) {
            digits += Chars.isDigit(text.charAt(end)) ? 1 : 0;
            end++;
        }
        if (digits < LEAST - 3 || digits > LEAST + 1 || Chars.isAlnum(Chars.at(text, end)) || !isCalled(text, from)) {
            return -1;
        }
        search.spans().add(view, from, end, "phone");
        return end;
    }

    // a digit, or what stands between two
    private static boolean goesOn(String text, int at) {
        char c = Chars.at(text, at);
        boolean between =
                " -/".indexOf(c) >= 0 && Chars.isDigit(Chars.at(text, at - 1)) && Chars.isDigit(Chars.at(text, at + 1));
        return Chars.isDigit(c) || between;
    }

    private static boolean isCalled(String text, int from) {
        String before = text.substring(Math.max(0, from - LONGEST * 2), from).toLowerCase(Locale.ROOT);
        return CALLED.stream().anyMatch(before::contains);
    }

    /** Whether there is a text of this form, in which d stands for a digit. */
    static boolean fits(String text, int from, String form) {
        if (from + form.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(from + i);
            if (form.charAt(i) == 'd' ? !Chars.isDigit(c) : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
