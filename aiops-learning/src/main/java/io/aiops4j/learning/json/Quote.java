package io.aiops4j.learning.json;

import org.jspecify.annotations.Nullable;

/** The kinds of quotes that models put around texts. */
enum Quote {
    DOUBLE("\""),
    SINGLE("'"),
    CURLY("\u201c\u201d\u201e\u201f"),
    CURLY_SINGLE("\u2018\u2019\u201a\u201b");

    private static final String CLOSING = "\u201d\u2019";

    private final String marks;

    Quote(String marks) {
        this.marks = marks;
    }

    static @Nullable Quote of(char c) {
        for (Quote each : values()) {
            if (each.has(c)) {
                return each;
            }
        }
        return null;
    }

    static boolean begins(String text, int at) {
        return at < text.length() && of(text.charAt(at)) != null;
    }

    boolean has(char c) {
        return marks.indexOf(c) >= 0;
    }

    boolean isSingle() {
        return this == SINGLE || this == CURLY_SINGLE;
    }

    /** Whether it looks as if it ended something, and began nothing. */
    static boolean isClosing(char c) {
        return CLOSING.indexOf(c) >= 0;
    }
}
