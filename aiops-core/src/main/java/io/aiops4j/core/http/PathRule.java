package io.aiops4j.core.http;

import io.aiops4j.core.HostCode;
import org.jspecify.annotations.Nullable;

/**
 * Which paths may stand below a base. Whatever a server, a proxy or a framework could read as another path, another host or another
 * request is refused, also where it is encoded: a parameter of a runbook may end up in here.
 */
final class PathRule {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_SHOWN = 200;
    private static final String PLAIN = "-._~!$&'()*+,;=:@/";
    private static final int HEX = 16;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private PathRule() {}

    /** What is wrong with a path and its query, or null. */
    static @Nullable String fault(String path) {
        if (!path.startsWith("/")) {
            return "it does not begin with a slash";
        }
        if (path.length() > LONGEST) {
            return "it has more than " + LONGEST + " characters";
        }
        int query = path.indexOf('?');
        String way = query < 0 ? path : path.substring(0, query);
        String fault = letters(way, "") != null ? letters(way, "") : segments(way);
        return fault != null || query < 0 ? fault : letters(path.substring(query + 1), "?");
    }

    private static @Nullable String letters(String text, String more) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), HEX) : -1;
                int high = low < 0 ? -1 : Character.digit(text.charAt(i + 1), HEX);
                if (high < 0 || text.charAt(i + 1) > DELETE || text.charAt(i + 2) > DELETE) {
                    return "a percent sign in it begins no encoded character";
                }
                String fault = encoded(high * HEX + low, more.isEmpty());
                if (fault != null) {
                    return fault;
                }
                i += 2;
            } else if (!isPlain(c) && more.indexOf(c) < 0) {
                return "it has the character "
                        + (c <= FIRST_PRINTABLE || c >= DELETE ? "number " + (int) c : "'" + c + "'")
                        + ", which must be encoded if it is meant";
            }
        }
        return null;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    private static @Nullable String encoded(int octet, boolean way) {
        if (octet < FIRST_PRINTABLE || octet == DELETE) {
            return "a control character is encoded in it";
        }
        // a second decoding would turn these into a way out
        return way && (octet == '/' || octet == '\\' || octet == '.' || octet == '%' || octet == ';')
                ? "a slash, backslash, dot, semicolon or percent sign is encoded in it"
                : null;
    }

    private static @Nullable String segments(String way) {
        int from = 1;
        while (from <= way.length()) {
            int slash = way.indexOf('/', from);
            int end = slash < 0 ? way.length() : slash;
            String segment = way.substring(from, end);
            if (segment.isEmpty() && slash >= 0) {
                return "it has two slashes in a row";
            }
            // "..;x" is ".." to some servers
            int semicolon = segment.indexOf(';');
            String name = semicolon < 0 ? segment : segment.substring(0, semicolon);
            if (name.equals(".") || name.equals("..") || (semicolon == 0)) {
                return "it has a segment that stands for another place";
            }
            from = end + 1;
        }
        return null;
    }

    /** A text that may be anything, as it can stand in a message. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST_SHOWN + 1); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return HostCode.cut(shown.toString(), LONGEST_SHOWN);
    }
}
