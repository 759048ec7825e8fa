package io.aiops4j.jmh.eval;

import java.util.Random;

/** Where a reply may be cut so that a value is not whole. */
final class JsonCuts {

    private JsonCuts() {}

    /** A place inside a text, a name, a number or a literal, or where one would follow. */
    static int inside(String json, Random random) {
        while (true) {
            int cut = 1 + random.nextInt(json.length() - 1);
            if (isInside(json, cut)) {
                return cut;
            }
        }
    }

    private static boolean isInside(String json, int cut) {
        boolean text = false;
        for (int i = 0; i < cut; i++) {
            if (text && json.charAt(i) == '\\') {
                i++;
            } else if (json.charAt(i) == '"') {
                text = !text;
            }
        }
        char last = json.charAt(cut - 1);
        char next = json.charAt(cut);
        return text
                || ",:[{".indexOf(last) >= 0
                || next == ':'
                || Character.isDigit(last)
                || (Character.isLetter(last) && Character.isLetter(next));
    }
}
