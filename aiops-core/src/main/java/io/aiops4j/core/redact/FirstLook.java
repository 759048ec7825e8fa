package io.aiops4j.core.redact;

/**
 * One pass over the characters that tells what a text may hold. Most lines of most logs hold nothing of it, and nobody looks at
 * them twice.
 */
final class FirstLook {

    /** A word that secrets go by, such as "token" in "accessToken". */
    static final int WORD = 1;

    /** A run of letters and digits as tokens are made of. */
    static final int RUN = 1 << 1;

    static final int AT = 1 << 2;
    static final int ADDRESS = 1 << 3;

    /** As many digits as a telephone number has. */
    static final int NUMBER = 1 << 4;

    /** Digits parted by dots. */
    static final int DOTS = 1 << 5;

    /** Colons or dashes as in an address of a network card, or of IPv6. */
    static final int COLONS = 1 << 6;

    /** Something that stands for another character: %41, \n, &amp;amp; */
    static final int ESCAPE = 1 << 7;

    static final int BREAK = 1 << 8;
    static final int FOREIGN = 1 << 9;
    static final int DASHES = 1 << 10;
    static final int HOLE = 1 << 11;

    /** Fields parted by colons, with no blank between them. */
    static final int FIELDS = 1 << 12;

    /** A name with a dot, as hosts have it. */
    static final int HOST = 1 << 13;

    /** A sign by which a terminal changes colours. */
    static final int COLOUR = 1 << 14;

    /** Groups of four letters and digits, as account numbers are printed. */
    static final int GROUPS = 1 << 15;

    /** The shortest token: shorter ones need a name beside them. */
    static final int RUN_LENGTH = 16;

    private static final int SHORTEST_NUMBER = 9;
    private static final int PAIRS = 5;
    private static final int GROUP = 5;
    private static final int MOST_GROUPS = 3;
    private static final int MOST_FIELDS = 4;

    private FirstLook() {}

    private static boolean isGap(char before) {
        return before == ' ' || before == '\n' || before == '\r';
    }

    static int of(String text) {
        int found = 0;
        int state = 0;
        int run = 0;
        int digits = 0;
        int dots = 0;
        int pairs = 0;
        int groups = 0;
        int group = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            char low = (char) (c | 0x20);
            if (low >= 'a' && low <= 'z' && c < 128) {
                state = Words.next(state, low);
                found |= Words.found(state);
                run++;
                if (run == RUN_LENGTH) {
                    found |= RUN;
                }
                digits = 0;
                continue;
            }
            if (state != 0) {
                found |= Words.closed(state, text, i);
                state = 0;
            }
            if (c >= '0' && c <= '9') {
                run++;
                if (run == RUN_LENGTH) {
                    found |= RUN;
                }
                digits++;
                found |= c == '7' && i + 1 < length && text.charAt(i + 1) == 'z' ? WORD : 0; // 7z a -p
                if (digits == SHORTEST_NUMBER) {
                    found |= NUMBER;
                }
                continue;
            }
            switch (c) {
                // behind a line break a blank only indents what may go on
                case ' ' -> {
                    groups = i - group == GROUP - 1 ? groups + 1 : 0;
                    group = i + 1;
                    found |= groups == MOST_GROUPS ? GROUPS : 0;
                    run = i > 0 && isGap(text.charAt(i - 1)) ? run : 0;
                    dots = 0;
                    pairs = 0;
                }
                case '(', ')' -> run = 0;
                case '.' -> {
                    found |= i > 0 && i + 1 < length && (text.charAt(i + 1) | 0x20) >= 'a' ? HOST : 0;
                    dots += i > 0 && Chars.isDigit(text.charAt(i - 1)) ? 1 : 0;
                    found |= dots == 3 ? DOTS : 0;
                    // as some write the address of a network card: 001a.2b3c.4d5e
                    found |= i + GROUP < length && text.charAt(i + GROUP) == '.' ? COLONS : 0;
                    run = 0;
                    digits = digits % 4 == 0 ? digits : 0;
                }
                case '-' -> {
                    pairs++;
                    found |= pairs == PAIRS ? COLONS : 0;
                    if (i >= 3 && text.charAt(i - 1) == '-' && text.charAt(i - 3) == '-') {
                        found |= DASHES;
                    }
                    run++;
                    found |= run == RUN_LENGTH ? RUN : 0;
                    // a date is no number
                    digits = digits == 4 && i + 3 < length && text.charAt(i + 3) == '-' ? 0 : digits;
                }
                case '/' -> {
                    run++;
                    found |= run == RUN_LENGTH ? RUN : 0;
                    digits = 0;
                }
                case '+', '_', '=', '~' -> {
                    // of the secrets of Azure's clients the runs may be short
                    found |= c == '~' && i > 0 && text.charAt(i - 1) == 'Q' ? RUN : 0;
                    found |= c == '+' && i + 1 < length && Chars.isDigit(text.charAt(i + 1)) ? NUMBER : 0;
                    run++;
                    if (run == RUN_LENGTH) {
                        found |= RUN;
                    }
                    digits = 0;
                }
                case ':' -> {
                    pairs++;
                    found |= pairs == PAIRS ? COLONS : 0;
                    found |= i > 0 && text.charAt(i - 1) == ':' ? COLONS : 0;
                    found |= pairs >= MOST_FIELDS ? FIELDS : 0;
                    if (i + 2 < length && text.charAt(i + 1) == '/' && text.charAt(i + 2) == '/') {
                        found |= ADDRESS;
                    }
                    run = 0;
                    digits = 0;
                }
                case '$' -> {
                    found |= text.startsWith("$apr1$", i) ? RUN : 0;
                    run = 0;
                    digits = 0;
                }
                case '@' -> {
                    found |= AT;
                    run = 0;
                    digits = 0;
                }
                case '\\' -> {
                    found |= ESCAPE;
                    digits = 0;
                }
                case '%', '&' -> {
                    found |= ESCAPE;
                    run = 0;
                    digits = 0;
                }
                case '\n', '\r' -> {
                    // a token may go on in the next line
                    found |= BREAK;
                    digits = 0;
                }
                case '"', '\'' -> digits = 0;
                case '<' -> {
                    found |= HOLE;
                    run = 0;
                    digits = 0;
                }
                case '\u001B', '^', '#' -> {
                    found |= Colours.begins(text, i) ? COLOUR : 0;
                    run = 0;
                    digits = 0;
                }
                default -> {
                    found |= c >= 128 ? FOREIGN : 0;
                    run = 0;
                    digits = 0;
                }
            }
        }
        return found;
    }
}
