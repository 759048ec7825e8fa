package io.aiops4j.core.redact;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found behind a name and ends with its line may go on in the next one: mailers and terminals break long values anywhere.
 * What has the shape of a vendor says by itself where it ends.
 */
final class Tails {

    private static final int LEAST_HEAD = 12;
    private static final int LEAST_TAIL = 8;
    private static final int MOST_LINES = 100;
    private static final int MOST_INDENT = 64;
    private static final String[] BREAKS = {
        "\r\n",
        "\n",
        "\r",
        "\\r\\n",
        "\\n",
        "\\\\n",
        "%0D%0A",
        "%0A",
        "%0d%0a",
        "%0a",
        "%5Cr%5Cn",
        "%5Cn",
        "\\u000d\\n",
        "\\u000d\\u000a",
        "\\u000a"
    };
    private static final String[] BLANKS = {" ", "\t", "\\t", "%20", "%09"};

    private static final Set<String> WHOLE = Stream.concat(
                    Stream.of(CloudShapes.ALL, CodeShapes.ALL, ServiceShapes.ALL)
                            .flatMap(shapes -> shapes.stream().map(Shape::kind)),
                    Stream.of("ip-address", "mac-address", "phone", "card-number", "iban", "email", "host-name"))
            .collect(Collectors.toUnmodifiableSet());

    private Tails() {}

    /** Adds the tails of what was found. */
    static void add(String text, Spans spans) {
        if (spans.isEmpty()) {
            return;
        }
        View view = View.of(text);
        for (Spans.Span span : spans.merged()) {
            int end =
                    WHOLE.contains(span.kind()) || span.end() - span.start() < LEAST_HEAD ? -1 : tail(text, span.end());
            for (int lines = 0; end > 0 && lines < MOST_LINES; lines++) {
                spans.add(view, begin(text, span.end(), end), end, span.kind());
                end = tail(text, end);
            }
        }
    }

    /** Behind the part of a value in the next line, or -1. */
    private static int tail(String text, int from) {
        int start = indented(text, from);
        int end = start < 0 ? -1 : run(text, start);
        if (end - start < LEAST_TAIL || start < 0) {
            return -1;
        }
        String part = text.substring(start, end)
                .replace("%2F", "/")
                .replace("%2B", "+")
                .replace("%3D", "=")
                .replace("\\/", "/");
        if (isHex(text, from) && ValueLook.isHex(part.replace("-", ""))) {
            return end;
        }
        boolean mixed = ValueLook.isScrambled(part)
                || (!part.equals(part.toLowerCase(Locale.ROOT)) && part.length() > LEAST_HEAD);
        return ValueLook.isRandom(part) && mixed ? end : -1;
    }

    // what ends here is a number in hexadecimal, or the beginning of a UUID
    private static boolean isHex(String text, int end) {
        for (int i = end - LEAST_HEAD; i < end; i++) {
            char c = Chars.at(text, i);
            if (!Chars.isHex(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    // the breaks between are left as they are
    private static int begin(String text, int from, int end) {
        int at = end;
        while (at > from && isToken(text, at - 1)) {
            at--;
        }
        int start = indented(text, from);
        return start > at && start < end ? start : at;
    }

    private static int indented(String text, int from) {
        int at = behind(text, from, BREAKS);
        if (at == from) {
            return -1;
        }
        int next = at;
        // a form writes its blanks so
        boolean form = text.charAt(from) == '%';
        do {
            at = next;
            next = form && text.startsWith("+", at) ? at + 1 : behind(text, at, BLANKS);
        } while (next > at && next - from < MOST_INDENT);
        return next;
    }

    private static int behind(String text, int at, String[] signs) {
        for (String sign : signs) {
            if (text.startsWith(sign, at)) {
                return at + sign.length();
            }
        }
        return at;
    }

    private static int run(String text, int from) {
        int at = from;
        while (at < text.length() && isToken(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean isToken(String text, int at) {
        char c = text.charAt(at);
        boolean coded = (c == '\\' && text.startsWith("/", at + 1))
                || (c == '%'
                        && (text.startsWith("%2F", at) || text.startsWith("%2B", at) || text.startsWith("%3D", at)));
        return coded || Chars.isAlnum(c) || c == '+' || c == '/' || c == '_' || c == '-' || c == '=' || c == '~';
    }
}
