package io.aiops4j.core.regex;

import org.jspecify.annotations.Nullable;

/** What a backslash begins. */
final class Escapes {

    private static final String CLASSES = "dDsSwW";

    private final RegexCursor cursor;

    Escapes(RegexCursor cursor) {
        this.cursor = cursor;
    }

    /** Whether a class such as {@code \d} or <code>\p{Greek}</code> comes next. */
    boolean lookingAtClass() {
        if (cursor.lookingAt("\\p") || cursor.lookingAt("\\P")) {
            return true;
        }
        int from = cursor.index();
        boolean perl = cursor.take("\\") && cursor.more() && CLASSES.indexOf(cursor.take()) >= 0;
        cursor.backTo(from);
        return perl;
    }

    /** Takes that class; null if it cannot be said what is in it. */
    @Nullable
    CodePoints takeClass(boolean ignoreCase) {
        if (cursor.take("\\p")) {
            return takeUnicode(false, ignoreCase);
        }
        if (cursor.take("\\P")) {
            return takeUnicode(true, ignoreCase);
        }
        cursor.take("\\");
        return NamedClasses.perl(cursor.take(), ignoreCase);
    }

    private @Nullable CodePoints takeUnicode(boolean negated, boolean ignoreCase) {
        if (!cursor.more()) {
            return null;
        }
        String name = cursor.take("{") ? cursor.takeUntil("}") : Character.toString(cursor.take());
        return UnicodeClass.named(name, negated, ignoreCase);
    }

    /** Takes an escape that stands for one character, inside or outside of a class. */
    static int takeCharacter(RegexCursor cursor) {
        int from = cursor.index();
        cursor.take("\\");
        if (!cursor.more()) {
            throw cursor.problem(from, "a backslash at the end", "Write \\\\ for a backslash itself.");
        }
        int c = cursor.take();
        return switch (c) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'x' -> hexadecimal(cursor, from);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(cursor, from, c);
            default -> itself(cursor, from, c);
        };
    }

    private static int itself(RegexCursor cursor, int from, int c) {
        boolean word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!word) {
            return c;
        }
        throw cursor.problem(from, "RE2 has no such escape", instead(c));
    }

    private static String instead(int c) {
        return switch (c) {
            case '8', '9', 'k', 'g' -> "Write the group's expression again: RE2 has no back-references.";
            case 'Z' -> "Write \\z or $ for the end of the text.";
            case 'G', 'K' -> "Leave it out: a pattern is found anywhere in the line.";
            case 'h' -> "Write [ \\t].";
            case 'R' -> "Write \\r?\\n.";
            case 'N' -> "Write [^\\n].";
            case 'X', 'C' -> "Write a dot: RE2 matches code points.";
            case 'u' -> "Write \\x{20AC} for the character with that code.";
            case 'e' -> "Write \\x1b.";
            case 'c' -> "Write the character's code, such as \\x03.";
            case 'E' -> "Leave it out, or begin the quotation with \\Q.";
            case 'b', 'B' -> "Inside of [ ] there are no word boundaries; \\x08 is the backspace.";
            default -> "Leave the backslash out for the letter itself.";
        };
    }

    private static int octal(RegexCursor cursor, int from, int first) {
        boolean octal = cursor.peek() >= '0' && cursor.peek() <= '7';
        if (first != '0' && !octal) {
            throw cursor.problem(from, "RE2 has no back-references", "Write the group's expression again.");
        }
        int value = first - '0';
        for (int i = 1; i < 3 && cursor.peek() >= '0' && cursor.peek() <= '7'; i++) {
            value = value * 8 + cursor.take() - '0';
        }
        return value;
    }

    private static int hexadecimal(RegexCursor cursor, int from) {
        boolean braced = cursor.take("{");
        int value = 0;
        int digits = 0;
        while ((braced || digits < 2) && cursor.more() && Character.digit(cursor.peek(), 16) >= 0) {
            value = value * 16 + Character.digit(cursor.take(), 16);
            digits++;
            if (value > Character.MAX_CODE_POINT) {
                throw cursor.problem(from, "no such code point", "The last one is \\x{10FFFF}.");
            }
        }
        if (braced ? digits == 0 || !cursor.take("}") : digits < 2) {
            throw cursor.problem(from, "an unfinished code", "Write \\x41 or \\x{41}.");
        }
        return value;
    }
}
