package io.aiops4j.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The one rule for names that end up in the journal's header, and the one for numbers that people write. */
final class Text {

    static final int LONGEST_NAME = 200;

    // far beyond any real figure, and short enough that comparing two of them is cheap
    private static final int LONGEST_NUMBER = 40;
    private static final int GREATEST_SCALE = 100;

    private Text() {}

    static String requireName(String what, String name) {
        if (name.isBlank()) {
            throw new AiopsException("A name is missing for the " + what + ". Give it one.");
        }
        if (name.length() > LONGEST_NAME) {
            throw new AiopsException("The name of the " + what + " has " + name.length() + " characters; "
                    + LONGEST_NAME + " is the most. Shorten it: " + name.substring(0, 40) + "...");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i)) || Character.isSurrogate(name.charAt(i))) {
                throw new AiopsException("The name of the " + what + " has a control or surrogate character at index "
                        + i + ". Use printable characters.");
            }
        }
        return name;
    }

    /** Whether there is half of a character in it. */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    static @Nullable BigDecimal number(String value) {
        if (value.isEmpty() || value.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value);
            return Math.abs((long) number.scale()) > GREATEST_SCALE ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
