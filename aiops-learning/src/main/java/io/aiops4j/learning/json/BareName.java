package io.aiops4j.learning.json;

/** A name without quotes, as JavaScript has them. */
final class BareName {

    private BareName() {}

    /** Where the name ends that begins here; here, if none does. */
    static int end(String text, int at) {
        int i = at;
        while (i < text.length() && isPart(text.charAt(i), i > at)) {
            i++;
        }
        return i;
    }

    private static boolean isPart(char c, boolean inside) {
        return c == '_' || c == '$' || Character.isLetter(c) || (inside && (c == '-' || Character.isDigit(c)));
    }
}
