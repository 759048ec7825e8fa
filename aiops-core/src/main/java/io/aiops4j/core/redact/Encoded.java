package io.aiops4j.core.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 of a text with a secret in it, and of name:password: decoded, looked through, and hidden whole. */
final class Encoded implements Finder {

    private static final int SHORTEST = 12;
    private static final int HEAD = 12;
    private static final int NEAR = 6;
    private static final int MOST_TRIES = 8;
    private static final int LEAST_LETTERS = 4;
    private static final int LEAST_DIGITS = 3;
    private static final char ESCAPE = '\u001B';
    private static final int LONGEST_LINE = 200;

    @Override
    public void find(View view, Search search) {
        if (!search.mayGoDeeper()) {
            return;
        }
        String text = view.text();
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int end = runEnd(text, i);
            if (end - i >= SHORTEST) {
                run(view, i, end, search);
            }
            i = end;
        }
    }

    private static boolean isDigit(char c) {
        return Chars.isAlnum(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    /** Behind a run of Base64; lines that are as long as encoders make them go on in the next one. */
    private static int runEnd(String text, int from) {
        int i = from;
        int line = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                i++;
            } else if (Chars.isBreak(c) && i - line >= 40 && i - line <= LONGEST_LINE) {
                int next = Chars.skipSpace(text, i);
                if (next >= text.length() || !isDigit(text.charAt(next)) || !isLine(text, next)) {
                    break;
                }
                i = next;
                line = next;
            } else {
                break;
            }
        }
        return i;
    }

    // nothing but Base64 until the line ends
    private static boolean isLine(String text, int from) {
        int i = from;
        while (i < text.length() && i - from <= LONGEST_LINE && isDigit(text.charAt(i))) {
            i++;
        }
        while (i < text.length() && text.charAt(i) == '=') {
            i++;
        }
        return i >= text.length() || Chars.isSpace(text.charAt(i)) || "\"',;\\<".indexOf(text.charAt(i)) >= 0;
    }

    private static void run(View view, int from, int to, Search search) {
        String text = view.text();
        int tries = 0;
        boolean begins = true;
        // a path, a prefix or an escape may stand before it
        for (int i = from; i < to - SHORTEST && tries < MOST_TRIES; i++) {
            if ((begins || i < from + 4) && isTextual(text, i)) {
                tries++;
                String plain = decode(text, i, to);
                if (plain != null && (isSecret(plain, search) || isNamed(text, i, plain))) {
                    int end = to;
                    while (end < text.length() && text.charAt(end) == '=') {
                        end++;
                    }
                    search.spans().add(view, i, end, "base64");
                    return;
                }
            }
            begins = !Chars.isAlnum(text.charAt(i));
        }
    }

    // quick: the first bytes are those of a text
    private static boolean isTextual(String text, int from) {
        int bits = 0;
        int count = 0;
        int more = 0;
        for (int i = from; i < Math.min(text.length(), from + HEAD); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return count >= SHORTEST - 4;
            }
            bits = bits << 6 | value;
            if (++count % 4 == 0) {
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int each = bits >> shift & 0xFF;
                    boolean control = each < ' ' && each != 0 && each != ESCAPE && !Chars.isSpace((char) each);
                    boolean further = each >= 0x80 && each < 0xC0;
                    if (control || each == 0x7F || each >= 0xF5 || further != (more > 0)) {
                        return false;
                    }
                    // UTF-8: so many bytes belong to the one that begins a character
                    more = further ? more - 1 : each < 0x80 ? 0 : each < 0xE0 ? 1 : each < 0xF0 ? 2 : 3;
                }
                bits = 0;
            }
        }
        return true;
    }

    private static int value(char c) {
        if (Chars.isUpper(c)) {
            return c - 'A';
        }
        if (Chars.isLower(c)) {
            return c - 'a' + 26;
        }
        if (Chars.isDigit(c)) {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    /** Where letters, digits, plus and slash from here end; at least one behind it. */
    static int digitsEnd(String text, int from) {
        int i = from;
        while (i < text.length() && (Chars.isAlnum(text.charAt(i)) || text.charAt(i) == '+' || text.charAt(i) == '/')) {
            i++;
        }
        return Math.max(i, from + 1);
    }

    /** Whether it is the text of something, and no key. */
    static boolean isText(String text, int from, int to) {
        String plain = isTextual(text, from) ? decode(text, from, to) : null;
        return plain != null && plain.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static @Nullable String decode(String text, int from, int to) {
        StringBuilder digits = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits.append(c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1);
        }
        byte[] bytes = Base64.getDecoder().decode(digits.toString());
        boolean wide = bytes.length > 3 && bytes[1] == 0 && bytes[3] == 0;
        String plain = new String(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
        int odd = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            odd += c == '\uFFFD' || (c < ' ' && c != ESCAPE && !Chars.isSpace(c)) ? 1 : 0;
        }
        return odd * 10 > plain.length() ? null : plain;
    }

    private static boolean isSecret(String plain, Search search) {
        return isCredential(plain) || search.isSecret(plain);
    }

    // "auth": "x", as registries have it: user and password, whatever they look like
    private static boolean isNamed(String text, int at, String plain) {
        int name = at;
        while (name > Math.max(0, at - NEAR) && "\"': =".indexOf(text.charAt(name - 1)) >= 0) {
            name--;
        }
        int colon = plain.indexOf(':');
        return name < at
                && text.startsWith("auth", name - 4)
                && !Chars.isAlnum(Chars.at(text, name - 5))
                && colon > 0
                && colon + 1 < plain.length()
                && plain.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    // urn:uuid:x, arn:aws:iam::x
    private static boolean isPath(String plain) {
        int parts = 0;
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || plain.charAt(i) == ':') {
                String part = plain.substring(start, i);
                if (!ValueLook.isResource(part) && !ValueLook.isUuid(part) && !ValueLook.isDigits(part)) {
                    return false;
                }
                parts++;
                start = i + 1;
            }
        }
        return parts > 2;
    }

    // Zauber6604, Zauber2023!
    private static boolean isNumbered(String said) {
        boolean signed = !said.isEmpty() && "!?$%&*#@".indexOf(said.charAt(said.length() - 1)) >= 0;
        String password = signed ? said.substring(0, said.length() - 1) : said;
        int letters = 0;
        while (letters < password.length() && Chars.isLetter(password.charAt(letters))) {
            letters++;
        }
        int digits = password.length() - letters;
        return letters >= LEAST_LETTERS
                && digits >= LEAST_DIGITS
                && digits <= LEAST_LETTERS
                && ValueLook.isDigits(password.substring(letters))
                && !ValueLook.isAlgorithm(password);
    }

    // a word or two, as people and programs are called
    private static boolean isUser(String plain, int to) {
        for (int i = 0; i < to; i++) {
            char c = plain.charAt(i);
            if (!Chars.isLower(c) && "._-".indexOf(c) < 0 && (i == 0 || !Chars.isAlnum(c))) {
                return false;
            }
        }
        return true;
    }

    // keys=12,expires=0
    private static boolean isFigure(String value) {
        int sign = value.indexOf('=');
        int end = sign + 1;
        while (Chars.isDigit(Chars.at(value, end))) {
            end++;
        }
        return sign > 1 && end > sign + 1 && (end == value.length() || value.charAt(end) == ',');
    }

    // name:password, as in Basic
    private static boolean isCredential(String plain) {
        int colon = plain.indexOf(':');
        if (colon < 1 || colon > 64 || colon + 4 > plain.length() || plain.length() > 200) {
            return false;
        }
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c <= ' ' || c == 0x7F || (i < colon && !Chars.isAlnum(c) && "._-@+\\".indexOf(c) < 0)) {
                return false;
            }
        }
        String password = plain.substring(colon + 1);
        if (isPath(plain)
                || (Chars.isDigit(plain.charAt(colon - 1)) && ValueLook.isAlgorithm(plain.substring(0, colon)))) {
            return false;
        }
        boolean key =
                colon >= SHORTEST && ValueLook.isScrambled(plain.substring(0, colon)) && password.length() >= SHORTEST;
        if (isNumbered(password)) {
            return colon > 1 && isUser(plain, colon);
        }
        return ValueLook.isRandom(password)
                && !isFigure(password)
                && !password.startsWith("//")
                && (key || Chars.isLetter(plain.charAt(0)) || plain.charAt(0) == '_');
    }
}
