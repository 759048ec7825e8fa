package io.aiops4j.core.redact;

/** Where a value ends that is not quoted, or not well. */
final class BareValue {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_NUMBER = 24;
    private static final int PHRASE = 12;

    /** Where a value is cut that does not end; so a text of nothing but beginnings is read in linear time. */
    private static final int LONGEST = 4_096;

    private BareValue() {}

    /** Behind the last character of a value that ends with the blank behind it, or with what cannot belong to it. */
    static int end(String text, int from) {
        int i = from;
        int open = 0;
        int most = Math.min(text.length(), from + LONGEST);
        while (i < most) {
            char c = text.charAt(i);
            if (Chars.isSpace(c) || c == Chars.HOLE || c == '\0' || ends(text, from, i, open)) {
                break;
            }
            open += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            i++;
        }
        return trimmed(text, from, i);
    }

    private static boolean ends(String text, int from, int i, int open) {
        char c = text.charAt(i);
        char next = Chars.at(text, i + 1);
        return switch (c) {
            case '"', '\'', '`' -> closes(next);
            case ',', ';' -> closes(next) || Chars.isQuote(next) || isNamed(text, i + 1);
            case '&' -> isNamed(text, i + 1) || text.startsWith("amp;", i + 1);
            case ')', ']', '}' -> open <= 0 && (closes(next) || Chars.isQuote(next));
            case '<' -> next == '/' || next == '!';
            case '>' -> closes(next) && text.charAt(from) != '<';
            case '\\' -> next == 'n' || next == 'r' || next == 't' || next == '"' || Chars.isBreak(next);
            default -> false;
        };
    }

    private static boolean closes(char next) {
        return Chars.isSpace(next) || ",;)}]>:|\"'`\\".indexOf(next) >= 0 || next == Chars.HOLE;
    }

    /** Whether another name and = follow, or a name in quotes. */
    private static boolean isNamed(String text, int from) {
        int i = Chars.skipBlanks(text, from);
        int start = i;
        while (i < text.length()
                && i < start + LONGEST_NAME
                && (Chars.isAlnum(text.charAt(i)) || "_.- ".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i > start && Chars.at(text, i) == '=' && Chars.at(text, i + 1) != '=';
    }

    // a full stop and the like end the sentence; the secret is not readable without them either
    private static int trimmed(String text, int from, int to) {
        int end = to;
        while (end > from + 1 && ".,;:".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /**
     * Behind the closing quote's content: where the quoted text that begins behind this index ends, or -1 if it does not. A quote
     * that is escaped, doubled, or followed by a letter belongs to the text.
     */
    static int closingQuote(String text, int from, char quote, int most) {
        int last = Math.min(text.length(), from + most);
        for (int i = from; i < last; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                char next = Chars.at(text, i + 1);
                if (next == quote && i > from && !closes(Chars.at(text, i + 2))) {
                    i++;
                } else if (!Chars.isAlnum(next) || i == from) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Behind the last character that is neither a blank nor a quote. */
    static int wordEnd(String text, int at) {
        int i = at;
        while (i < text.length()
                && i < at + LONGEST
                && !Chars.isSpace(text.charAt(i))
                && !Chars.isQuote(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where a number with blanks and the like in it ends. */
    static int numberEnd(String text, int at) {
        int end = at;
        for (int i = at; i < Math.min(text.length(), at + LONGEST_NUMBER); i++) {
            char c = text.charAt(i);
            if (Chars.isDigit(c)) {
                end = i + 1;
            } else if (" +-/().".indexOf(c) < 0) {
                break;
            }
        }
        return end;
    }

    /** Where a phrase ends that begins here, or here: twelve or more words in a row, as wallets make them. */
    static int phraseEnd(String text, int at) {
        int words = 0;
        int end = at;
        int i = at;
        while (i < text.length() && words < 2 * PHRASE) {
            int start = i;
            while (i < text.length() && Chars.isLower(text.charAt(i))) {
                i++;
            }
            if (i - start < 3 || i - start > 8) {
                break;
            }
            words++;
            end = i;
            if (!Chars.isBlank(Chars.at(text, i))) {
                break;
            }
            i++;
        }
        return words >= PHRASE ? end : at;
    }
}
