package io.aiops4j.core.run.action;

/** How characters are written that cannot stand for themselves. */
final class Escapes {

    private Escapes() {}

    /** A backslash, a u and four digits. */
    static String unicode(char c) {
        String digits = Integer.toHexString(c);
        return "\\u" + "0".repeat(4 - digits.length()) + digits;
    }

    /** In double quotes, as both JSON and YAML read it. */
    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(isPlain(c) ? String.valueOf(c) : unicode(c));
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPlain(char c) {
        boolean line = c == '\u0085' || c == '\u2028' || c == '\u2029' || c == '\ufeff';
        return !Character.isISOControl(c) && !line && c < '\ufffe';
    }
}
