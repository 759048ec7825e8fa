package io.aiops4j.learning.llm;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The forms in which a text may hold another one: encodings, escapes, look-alike and invisible characters, letters turned round. */
final class Decoded {

    private static final int LONGEST = 64 << 10;
    private static final int SHORTEST_RUN = 16;
    private static final int MOST_FORMS = 60;
    private static final int DEEPEST = 2;

    /** Letters of other scripts that look like Latin ones, each before the one that it looks like. */
    private static final String ALIKE =
            "\u0430a\u0435e\u043Eo\u0440p\u0441c\u0445x\u0443y\u0456i\u0455s\u0501d\u04BBh\u0458j\u043Am\u0261g\u03BFo\u03B1a\u03B5e\u03B9i\u03BDv\u03C1p\u03C4t\u0410A\u0412B\u0415E\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C\u0422T\u0425X";

    private Decoded() {}

    /**
     * A text, and how it was come by.
     *
     * @param text in plain
     * @param how in words that follow others; empty for the text as it stands
     */
    record Form(String text, String how) {}

    static List<Form> forms(String text) {
        String some = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Set<Form> forms = new LinkedHashSet<>();
        add(some, "", DEEPEST, forms);
        return List.copyOf(forms);
    }

    private static void add(String text, String how, int deeper, Set<Form> forms) {
        if (text.isBlank() || forms.size() >= MOST_FORMS || !forms.add(new Form(text, how))) {
            return;
        }
        String plain = plain(text);
        forms.add(new Form(plain, how.isEmpty() ? ", in characters that only look so" : how));
        if (how.isEmpty()) {
            forms.add(new Form(rot13(plain), ", in ROT13"));
            forms.add(new Form(new StringBuilder(plain).reverse().toString(), ", written backwards"));
            forms.add(new Form(spaced(plain, "-._*"), ", with its letters apart"));
            forms.add(new Form(spaced(plain, " "), ", with its letters apart"));
            forms.add(new Form(leet(plain), ", with digits for letters"));
        }
        if (deeper == 0) {
            return;
        }
        add(escapes(text), ", behind escapes", deeper - 1, forms);
        add(percent(text), ", behind percent signs", deeper - 1, forms);
        for (String run : runs(text)) {
            add(base64(run), ", in Base64", deeper - 1, forms);
            add(hex(run), ", in hexadecimal", deeper - 1, forms);
        }
    }

    // compatibility forms, letters that only look Latin, and nothing that is not seen
    private static String plain(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder plain = new StringBuilder(normal.length());
        normal.codePoints().forEach(point -> {
            int alike = ALIKE.indexOf(point);
            int type = Character.getType(point);
            if (alike >= 0 && alike % 2 == 0) {
                plain.append(ALIKE.charAt(alike + 1));
            } else if (point >= 0xE0020 && point <= 0xE007E) {
                plain.append((char) (point - 0xE0000)); // tags that nobody sees
            } else if (type != Character.FORMAT && type != Character.NON_SPACING_MARK) {
                plain.appendCodePoint(point);
            }
        });
        return plain.toString();
    }

    private static String rot13(String text) {
        StringBuilder turned = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char first = c >= 'a' && c <= 'z' ? 'a' : 'A';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            turned.append(letter ? (char) (first + (c - first + 13) % 26) : c);
        }
        return turned.toString();
    }

    // i g n o r e   a l l, i-g-n-o-r-e
    private static String spaced(String text, String signs) {
        StringBuilder joined = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            joined.append(c);
            boolean single = i + 2 < text.length()
                    && Character.isLetter(c)
                    && signs.indexOf(text.charAt(i + 1)) >= 0
                    && Character.isLetter(text.charAt(i + 2))
                    && (i + 3 >= text.length() || !Character.isLetter(text.charAt(i + 3)));
            i += single ? 2 : 1;
        }
        return joined.toString().replace("  ", " ");
    }

    private static String leet(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's');
    }

    private static String percent(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return "";
        }
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return decoded.equals(text) ? "" : decoded;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    // escapes of Java and JSON, of Python, and of XML
    private static String escapes(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('&') < 0) {
            return "";
        }
        StringBuilder plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int code = -1;
            int next = i;
            if (text.startsWith("\\u", i) && i + 6 <= text.length()) {
                code = number(text.substring(i + 2, i + 6), 16);
                next = i + 6;
            } else if (text.startsWith("\\x", i) && i + 4 <= text.length()) {
                code = number(text.substring(i + 2, i + 4), 16);
                next = i + 4;
            } else if (text.startsWith("&#", i)) {
                int end = text.indexOf(';', i);
                boolean hex = text.startsWith("&#x", i);
                if (end > i && end < i + 10) {
                    code = number(text.substring(i + (hex ? 3 : 2), end), hex ? 16 : 10);
                    next = end + 1;
                }
            }
            if (code >= 0 && code <= Character.MAX_CODE_POINT) {
                plain.appendCodePoint(code);
                i = next;
            } else if (text.startsWith("\\n", i) || text.startsWith("\\t", i)) {
                plain.append('\n');
                i += 2;
            } else {
                plain.append(text.charAt(i));
                i++;
            }
        }
        String entities =
                plain.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        return entities.equals(text) ? "" : entities;
    }

    private static int number(String digits, int radix) {
        try {
            return Integer.parseInt(digits, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    // runs of characters that encodings consist of, also over line breaks
    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean part = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "+/=-_".indexOf(c) >= 0;
            boolean wrapped = c == '\n' && run.length() >= 60;
            if (part) {
                run.append(c);
            } else if (!wrapped) {
                if (run.length() >= SHORTEST_RUN) {
                    runs.add(run.toString());
                }
                run.setLength(0);
            }
        }
        return runs;
    }

    private static String base64(String run) {
        String plain = run.replace('-', '+').replace('_', '/');
        int end = plain.indexOf('=');
        String body = end < 0 ? plain : plain.substring(0, end);
        int whole = body.length() - (body.length() % 4 == 1 ? 1 : 0);
        try {
            return readable(Base64.getDecoder().decode(body.substring(0, whole)));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String hex(String run) {
        if (run.length() % 2 != 0) {
            return "";
        }
        byte[] bytes = new byte[run.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int value = number(run.substring(2 * i, 2 * i + 2), 16);
            if (value < 0) {
                return "";
            }
            bytes[i] = (byte) value;
        }
        return readable(bytes);
    }

    private static String readable(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        long strange = text.chars()
                .filter(c -> c == 0xFFFD || (Character.isISOControl(c) && !Character.isWhitespace(c)))
                .count();
        return strange * 10 > text.length() ? "" : text;
    }
}
