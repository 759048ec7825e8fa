package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names and values that stand side by side, each behind a word that says which it is: name: password, value: x. */
final class Pairs {

    /** The type of a parameter that is kept as a secret, between its name and its value. */
    private static final String SECURE = "SecureString";

    /** Between a value and the name that it is compared with. */
    private static final String COMPARED = "\".equals(";

    private static final int LONGEST_SPACE = 200;
    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_VALUE = 400;

    private Pairs() {}

    /** Where the value of a name begins that ends before an index, or null: its word is next. */
    static @Nullable Gap behind(String text, int p) {
        int element = element(text, p);
        if (element >= 0) {
            return new Gap(element, Mode.ELEMENT);
        }
        int typed = Chars.find(text, SECURE, p, p + LONGEST_WORD);
        int i = typed < 0 ? p : typed + SECURE.length();
        int most = Math.min(text.length(), i + LONGEST_SPACE);
        while (i < most && (Chars.isSpace(text.charAt(i)) || ",;'\"/<>}{".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        int end = i;
        while (end < most && Chars.isLetter(text.charAt(end))) {
            end++;
        }
        if (i == p || !isValue(text, i, end)) {
            return null;
        }
        while (end < most && Chars.isQuote(text.charAt(end))) {
            end++;
        }
        end = Chars.skipBlanks(text, end);
        char c = Chars.at(text, end);
        return c == ':' || c == '=' || c == '>' ? new Gap(end + 1, Mode.EQUALS) : null;
    }

    private static boolean isValue(String text, int from, int to) {
        return to - from >= 3
                && to - from <= LONGEST_WORD
                && (text.regionMatches(true, to - 5, "value", 0, 5)
                        || (to - from == 7 && text.startsWith("content", from))
                        || (to - from == 3 && text.regionMatches(true, from, "val", 0, 3)));
    }

    // <key>password</key><string>x
    private static int element(String text, int p) {
        if (!text.startsWith("</", p)) {
            return -1;
        }
        int close = Chars.find(text, ">", p, p + LONGEST_WORD);
        int open = close < 0 ? -1 : Chars.skipSpace(text, close + 1);
        return open >= 0 && text.startsWith("<string>", open) ? open + 8 : -1;
    }

    /** The value of a name that begins at an index, if it stands before it: behind it, or -1. */
    static int before(View view, int from, KeyName name, Search search) {
        String text = view.text();
        if (text.startsWith(COMPARED, from - COMPARED.length())) {
            return compared(view, from, name, search);
        }
        int quoted = Chars.isQuote(Chars.at(text, from - 1)) ? 1 : 0;
        int key = word(text, from - quoted);
        if (key < 0 || !isKey(text, key) || !search.mayRead(LONGEST_VALUE)) {
            return -1;
        }
        int end = back(text, Chars.isQuote(Chars.at(text, key - 1)) ? key - 1 : key);
        if (Chars.at(text, end - 1) == ',') {
            end = back(text, end - 1);
        } else if (!Chars.isBreak(Chars.at(text, end))) {
            return -1;
        }
        char quote = Chars.at(text, end - 1);
        boolean marked = Chars.isQuote(quote);
        int last = marked ? end - 1 : end;
        int first = last;
        int least = Math.max(0, last - LONGEST_VALUE);
        while (first > least && (marked ? text.charAt(first - 1) != quote : isBare(text.charAt(first - 1)))) {
            first--;
        }
        int value = word(text, marked ? first - 1 : first);
        int wordEnd = value < 0 ? value : wordEnd(text, value);
        boolean pair = value >= 0 && isValue(text, value, wordEnd);
        return pair && new Values(view, search, name, from).add(first, last, Mode.EQUALS, marked) ? from : -1;
    }

    // "x".equals(password)
    private static int compared(View view, int from, KeyName name, Search search) {
        String text = view.text();
        int close = from - COMPARED.length();
        int open = close - 1;
        while (open > Math.max(0, close - LONGEST_VALUE) && text.charAt(open) != '"') {
            open--;
        }
        boolean all = open >= 0 && text.charAt(open) == '"' && search.mayRead(close - open);
        return all && new Values(view, search, name, from).add(open + 1, close, Mode.EQUALS, true) ? from : -1;
    }

    private static boolean isBare(char c) {
        return !Chars.isSpace(c) && c != '=' && c != ':' && c != ',' && !Chars.isQuote(c);
    }

    /** Where the word begins that stands with a sign before an index, or -1. */
    private static int word(String text, int at) {
        int i = back(text, at);
        if (Chars.at(text, i - 1) != ':' && Chars.at(text, i - 1) != '=') {
            return -1;
        }
        i = back(text, i - 1);
        i -= Chars.isQuote(Chars.at(text, i - 1)) ? 1 : 0;
        int end = i;
        while (i > Math.max(0, end - LONGEST_WORD) && Chars.isLetter(text.charAt(i - 1))) {
            i--;
        }
        return i < end ? i : -1;
    }

    private static int wordEnd(String text, int from) {
        int i = from;
        while (Chars.isLetter(Chars.at(text, i)) && i < text.length()) {
            i++;
        }
        return i;
    }

    private static boolean isKey(String text, int from) {
        String word = text.substring(from, wordEnd(text, from)).toLowerCase(Locale.ROOT);
        return word.endsWith("key") || word.endsWith("name");
    }

    private static int back(String text, int at) {
        int i = at;
        while (i > Math.max(0, at - LONGEST_WORD) && Chars.isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
