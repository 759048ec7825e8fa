package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import java.util.Locale;
import java.util.Set;

/**
 * Names and values of XML and HTML that stand side by side: {@code <td>Password</td><td>x</td>}, and
 * {@code <input value="x" name="csrf_token">}, where the value is first.
 */
final class Elements {

    private static final Set<String> NAMES = Set.of("name", "key", "th", "td", "dt");
    private static final Set<String> VALUES = Set.of("value", "string", "td", "dd");
    private static final Set<String> LOOKS = Set.of("b", "strong", "i", "em", "code", "span", "label", "pre", "kbd");

    /** What holds the name in an attribute, and what holds the value. */
    private static final String[] NAMED = {" name=", " id=", " property="};

    private static final String[] VALUED = {" value=", " content="};
    private static final int MOST_TAGS = 3;
    private static final int LONGEST_TAG = 200;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_ELEMENT = 400;

    private Elements() {}

    /** Behind the value of the name that stands between two indexes, or -1. */
    static int read(View view, int from, int to, KeyName name, Search search) {
        String text = view.text();
        int at = Chars.at(text, to) == ':' ? to + 1 : to;
        if (text.startsWith("</", at)) {
            int value = search.mayRead(LONGEST_ELEMENT) ? cell(text, from, at) : -1;
            int end = value < 0 ? -1 : Chars.find(text, "<", value, value + LONGEST_ELEMENT);
            return end < 0 ? -1 : add(view, from, value, end, name, search);
        }
        char quote = Chars.at(text, from - 1);
        return Chars.isQuote(quote) && Chars.at(text, to) == quote ? attribute(view, from, name, search) : -1;
    }

    private static int add(View view, int from, int start, int to, KeyName name, Search search) {
        String text = view.text();
        int end = to;
        while (end > start && Chars.isSpace(text.charAt(end - 1))) {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (Chars.isSpace(text.charAt(i))) {
                return -1; // a sentence about it
            }
        }
        return new Values(view, search, name, from).add(start, end, Mode.EQUALS, true) ? end : -1;
    }

    /** Where the cell behind the one that ends at an index begins, or -1. */
    private static int cell(String text, int from, int to) {
        int at = to;
        String name = "";
        for (int tags = 0; tags < MOST_TAGS && text.startsWith("</", at); tags++) {
            int end = tagEnd(text, at + 2);
            String tag = end < 0 ? "" : tag(text, at + 2);
            if (!NAMES.contains(tag) && !LOOKS.contains(tag)) {
                return -1;
            }
            name = NAMES.contains(tag) ? tag : name;
            at = Chars.skipSpace(text, end);
        }
        if (name.isEmpty() || (name.equals("td") && !isFirst(text, from))) {
            return -1;
        }
        boolean held = false;
        for (int tags = 0; tags < MOST_TAGS && Chars.at(text, at) == '<' && !text.startsWith("<!", at); tags++) {
            int end = tagEnd(text, at + 1);
            String tag = end < 0 ? "" : tag(text, at + 1);
            if (!VALUES.contains(tag) && !LOOKS.contains(tag)) {
                return -1;
            }
            held |= VALUES.contains(tag);
            at = Chars.skipSpace(text, end);
        }
        at = text.startsWith("<![CDATA[", at) ? at + 9 : at;
        int end = Chars.find(text, "<", at, at + LONGEST_ELEMENT);
        // in the head of a table words stand side by side, too
        boolean word = name.equals("td") && end > at && ValueLook.isWord(text.substring(at, end));
        return held && !word ? at : -1;
    }

    private static String tag(String text, int from) {
        int end = from;
        while (end < text.length() && end < from + LONGEST_NAME && Chars.isLetter(text.charAt(end))) {
            end++;
        }
        return Chars.isAlnum(Chars.at(text, end))
                ? ""
                : text.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private static int tagEnd(String text, int from) {
        int close = Chars.find(text, ">", from, from + LONGEST_TAG);
        return close < 0 || text.charAt(close - 1) == '/' ? -1 : close + 1;
    }

    // <tr><td><b>Password: what stands before it is no other cell
    private static boolean isFirst(String text, int from) {
        int at = from;
        while (at > Math.max(0, from - LONGEST_NAME) && "<>".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        for (int tags = 0; tags < MOST_TAGS && Chars.at(text, at - 1) == '>'; tags++) {
            int open = at - 1;
            while (open > Math.max(0, at - LONGEST_TAG) && text.charAt(open) != '<') {
                open--;
            }
            if (text.startsWith("<tr", open)) {
                return true;
            }
            at = open;
            while (at > Math.max(0, open - LONGEST_NAME) && Chars.isSpace(text.charAt(at - 1))) {
                at--;
            }
            if (text.charAt(open) != '<' || text.startsWith("</", open)) {
                return false;
            }
        }
        return false;
    }

    private static int attribute(View view, int from, KeyName name, Search search) {
        String text = view.text();
        boolean named = false;
        for (String each : NAMED) {
            named |= text.startsWith(each, from - 1 - each.length());
        }
        if (!named || !search.mayRead(LONGEST_ELEMENT)) {
            return -1;
        }
        int open = from - 1;
        while (open > Math.max(0, from - LONGEST_ELEMENT) && "<>".indexOf(text.charAt(open)) < 0) {
            open--;
        }
        // what a button says is no value
        if (text.charAt(open) != '<' || Chars.find(text, "submit", open, from) >= 0) {
            return -1;
        }
        for (String each : VALUED) {
            int at = Chars.find(text, each, open, from);
            int value = at + each.length();
            int end = at >= 0 && Chars.isQuote(Chars.at(text, value))
                    ? BareValue.closingQuote(text, value + 1, text.charAt(value), LONGEST_ELEMENT)
                    : -1;
            if (end >= 0 && end < from) {
                int last = add(view, from, value + 1, end, name, search);
                return last < 0 ? -1 : from;
            }
        }
        return -1;
    }
}
