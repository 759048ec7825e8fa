package io.aiops4j.core.regex;

import com.google.re2j.Pattern;

/**
 * Which code points RE2/J takes for equal when it ignores case. Its table is of an old Unicode, and what is not in the table it
 * asks the JDK: so beyond ASCII, RE2/J itself is asked, character by character.
 */
final class CaseOrbits {

    /** RE2/J folds nothing outside of these in a class; a single character outside it folds now and then. */
    private static final int FIRST = 'A';

    private static final int LAST = 0x1044F;

    private static final CodePoints[] ASCII = new CodePoints[128];

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = ascii(c);
        }
    }

    private CaseOrbits() {}

    private static CodePoints ascii(int c) {
        if (!Character.isLetter(c)) {
            return CodePoints.single(c);
        }
        int upper = Character.toUpperCase(c);
        return switch (upper) {
            case 'K' -> CodePoints.of('K', 'K', 'k', 'k', 0x212A, 0x212A);
            case 'S' -> CodePoints.of('S', 'S', 's', 's', 0x17F, 0x17F);
            default -> CodePoints.of(upper, upper, upper + 32, upper + 32);
        };
    }

    /** Whether RE2/J ignores the case of this one in some places and not in others. */
    static boolean uncertain(int c) {
        return c > LAST && (Character.toLowerCase(c) != c || Character.toUpperCase(c) != c);
    }

    /** A character and all that are equal to it. */
    static CodePoints of(int c) {
        if (c < ASCII.length) {
            return ASCII[c];
        }
        return c <= Character.MAX_VALUE ? probed(c, CaseFold.members((char) c)) : pair(c);
    }

    private static CodePoints pair(int c) {
        return CodePoints.builder()
                .add(c, c)
                .add(Character.toLowerCase(c), Character.toLowerCase(c))
                .add(Character.toUpperCase(c), Character.toUpperCase(c))
                .build();
    }

    private static CodePoints probed(int c, char[] candidates) {
        CodePoints.Builder orbit = CodePoints.builder().add(c, c);
        if (candidates.length > 1) {
            Pattern equal = Pattern.compile("(?i)\\x{" + Integer.toHexString(c) + "}");
            for (char candidate : candidates) {
                if (equal.matcher(String.valueOf(candidate)).find()) {
                    orbit.add(candidate, candidate);
                }
            }
        }
        return orbit.build();
    }

    /** A class and all that are equal to one in it. */
    static CodePoints fold(CodePoints points) {
        CodePoints.Builder folded = CodePoints.builder();
        for (int i = 0; i < points.ranges(); i++) {
            addFolded(folded, points.first(i), points.last(i));
        }
        return folded.build();
    }

    /** Adds a range as RE2/J does: one that covers everything with case is taken as it is. */
    static void addFolded(CodePoints.Builder folded, int low, int high) {
        folded.add(low, high);
        if (low <= FIRST && high >= LAST) {
            return;
        }
        for (int c = Math.max(low, FIRST); c <= Math.min(high, LAST); c++) {
            if (c < 128 || hasCase(c)) {
                folded.add(of(c));
            }
        }
    }

    private static boolean hasCase(int c) {
        return c <= Character.MAX_VALUE ? CaseFold.members((char) c).length > 1 : Character.isLetter(c);
    }
}
