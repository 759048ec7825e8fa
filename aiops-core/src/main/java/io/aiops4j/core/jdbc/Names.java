package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;

/** What may stand in a text column. All that is indexed together stays under PostgreSQL's limit for one index row. */
final class Names {

    static final int LONGEST = 500;
    static final int LONGEST_INDEXED = 200;

    private Names() {}

    static String require(String what, String name) {
        return require(what, name, LONGEST);
    }

    static String requireIndexed(String what, String name) {
        return require(what, name, LONGEST_INDEXED);
    }

    private static String require(String what, String name, int longest) {
        if (name.isEmpty() || name.length() > longest) {
            throw new AiopsException(
                    "The " + what + " has " + name.length() + " characters; a database keeps from 1 to " + longest
                            + ". Shorten it, or store it as a record and name that.");
        }
        int broken = broken(name);
        if (broken >= 0) {
            throw new AiopsException("The " + what + " has a NUL or half a character at index " + broken
                    + ", which no database keeps. Use printable characters.");
        }
        return name;
    }

    /** Whether a text column keeps it as it is. */
    static boolean isWhole(String text) {
        return broken(text) < 0;
    }

    private static int broken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
