package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Authorization headers and cookies, and what is left of them in a message. */
final class Headers {

    /** Behind these one word follows; behind others the rest of the line does. */
    private static final Set<String> ONE_WORD = Set.of(
            "basic",
            "bearer",
            "token",
            "apikey",
            "key",
            "negotiate",
            "ntlm",
            "ssws",
            "geniekey",
            "bot",
            "jwt",
            "splunk",
            "snowflake",
            "api-key",
            "api_key",
            "dpop",
            "pat",
            "user");

    private static final int LONGEST = 4_096;
    private static final int LONGEST_SCHEME = 20;
    private static final int SHORTEST_BASIC = 8;

    private Headers() {}

    /** The credentials of a header whose name stands between two indexes. */
    static int authorization(View view, int from, int to, Search search) {
        String text = view.text();
        Gap gap = Gap.behind(text, from, to, false);
        if (gap.mode() == Mode.NONE) {
            return -1;
        }
        int at = Chars.skipBlanks(text, gap.at());
        char open = Chars.at(text, at);
        at += Chars.isQuote(open) || open == '[' ? 1 : 0;
        at += open == '[' && Chars.isQuote(Chars.at(text, at)) ? 1 : 0;
        int end = end(text, from, at, open);
        int scheme = at;
        while (scheme < Math.min(end, at + LONGEST_SCHEME)
                && (Chars.isAlnum(text.charAt(scheme)) || "-_".indexOf(text.charAt(scheme)) >= 0)) {
            scheme++;
        }
        String name = text.substring(Math.min(at, text.length()), Math.max(at, scheme))
                .toLowerCase(Locale.ROOT);
        boolean known = ONE_WORD.contains(name);
        if (known && scheme >= end && Chars.isBreak(Chars.at(text, scheme)) && !Chars.isQuote(open)) {
            int next = Chars.nextLine(text, scheme);
            int below = Chars.skipBlanks(text, next);
            int last = BareValue.end(text, below);
            return below > next && ValueLook.isRandom(text.substring(below, Math.max(below, last)))
                    ? add(view, below, last, search)
                    : -1;
        }
        if (!Chars.isBlank(Chars.at(text, scheme)) || scheme >= end) {
            // no scheme: a token by itself
            int bare = Math.min(end, BareValue.end(text, at));
            return gap.mode().isLoose() ? -1 : add(view, at, bare, search);
        }
        int value = Chars.skipBlanks(text, scheme);
        if (gap.mode().isLoose() && !known) {
            return -1;
        }
        boolean quoted = Chars.isQuote(open) || Chars.isQuote(Chars.at(text, from - 1));
        if (known && !quoted) {
            return add(view, value, Math.min(end, BareValue.end(text, value)), search);
        }
        boolean message =
                !known && !name.equals("digest") && text.substring(value, end).indexOf('=') < 0;
        return message
                        && ValueLook.isWord(name)
                        && !ValueLook.isRandom(text.substring(value, Math.min(end, BareValue.end(text, value))))
                ? -1
                : add(view, value, end, search);
    }

    private static int end(String text, int from, int at, char open) {
        if (Chars.isQuote(open)) {
            int close = BareValue.closingQuote(text, at, open, LONGEST);
            return close < 0 ? Chars.lineEnd(text, at, at + LONGEST) : close;
        }
        char before = Chars.at(text, from - 1);
        char until = open == '[' ? ']' : Chars.isQuote(before) ? before : '\n';
        int end = at;
        int most = Math.min(text.length(), at + LONGEST);
        while (end < most && text.charAt(end) != until && !Chars.isBreak(text.charAt(end))) {
            // a quote that is escaped is one of the value
            end += text.charAt(end) == '\\' && until == '"' && end + 1 < most ? 2 : 1;
        }
        return end;
    }

    private static int add(View view, int from, int to, Search search) {
        if (to <= from || view.text().charAt(from) == Chars.HOLE) {
            return -1;
        }
        String value = view.text().substring(from, to);
        if (ValueLook.isReference(value) || (ValueLook.isWord(value) && value.length() < SHORTEST_BASIC)) {
            return -1;
        }
        search.spans().add(view, from, to, "authorization");
        return to;
    }

    /** The values of cookies. */
    static int cookie(View view, int from, int to, boolean flag, Search search) {
        String text = view.text();
        Gap gap = Gap.behind(text, from, to, flag);
        if (gap.mode() == Mode.NONE || gap.mode().isLoose()) {
            return -1;
        }
        int at = Chars.skipBlanks(text, gap.at());
        char open = Chars.at(text, at);
        at += Chars.isQuote(open) || open == '[' ? 1 : 0;
        int end = end(text, from, at, open);
        if (gap.mode() == Mode.EQUALS && !Chars.isQuote(open)) {
            end = Math.min(end, BareValue.end(text, at));
        }
        // of one that is set the attributes may be read
        boolean set = text.regionMatches(true, to - 10, "set-cookie", 0, 10)
                || text.regionMatches(true, to - 9, "setcookie", 0, 9);
        int semicolon = Chars.find(text, ";", at, end);
        end = set && semicolon >= 0 && semicolon < end ? semicolon : end;
        String value = text.substring(Math.min(at, text.length()), Math.max(at, end));
        if (value.isEmpty()
                || value.charAt(0) == Chars.HOLE
                || ValueLook.isReference(value)
                || ValueLook.isWord(value)) {
            return -1;
        }
        int sign = value.indexOf('=');
        int first = set && sign > 0 && sign < LONGEST_SCHEME * 2 ? at + sign + 1 : at;
        search.spans().add(view, first, end, "cookie");
        return end;
    }

    /** Basic dXNlcjpwYXNz, without the name of the header. */
    static int bare(View view, int from, int to, Search search) {
        String text = view.text();
        if (!text.regionMatches(true, from, "basic", 0, 5) || to != from + 5 || !Chars.isBlank(Chars.at(text, to))) {
            return -1;
        }
        int value = Chars.skipBlanks(text, to);
        int end = BareValue.end(text, value);
        if (end - value < SHORTEST_BASIC || end - value > LONGEST) {
            return -1;
        }
        try {
            byte[] plain = Base64.getDecoder().decode(text.substring(value, end));
            for (byte each : plain) {
                if (each == ':') {
                    search.spans().add(view, value, end, "authorization");
                    return end;
                }
            }
        } catch (IllegalArgumentException e) {
            return -1;
        }
        return -1;
    }
}
