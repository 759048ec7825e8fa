package io.aiops4j.core.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes up expressions together with texts that they mostly match: what agrees on lines without matches proves little. */
final class ExpressionMaker {

    /** An expression, and a text made by following it. */
    record Sample(String regex, String text) {}

    private static final List<String> CHARACTERS = List.of(
            "a",
            "b",
            "c",
            "A",
            "B",
            "k",
            "K",
            "\u212A",
            "s",
            "S",
            "\u017F",
            "é",
            "É",
            "ß",
            "ẞ",
            "σ",
            "ς",
            "Σ",
            "я",
            "Я",
            "错",
            "1",
            " ",
            "-",
            "\n",
            "\r",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "İ",
            "ı",
            "i",
            "I",
            "ǅ",
            "ǆ",
            "µ",
            "μ");

    private static final List<Sample> ATOMS = List.of(
            new Sample(".", "x"),
            new Sample("\\.", "."),
            new Sample("\\d", "7"),
            new Sample("\\w", "w"),
            new Sample("\\W", "+"),
            new Sample("\\s", " "),
            new Sample("[ab]", "b"),
            new Sample("[^ab]", "c"),
            new Sample("[a-c]", "b"),
            new Sample("[Kk]", "\u212A"),
            new Sample("[\u017Fx]", "S"),
            new Sample("[é-я]", "Я"),
            new Sample("[]a-]", "]"),
            new Sample("[[:alpha:]1]", "A"),
            new Sample("[\\d\\x41]", "A"),
            new Sample("\\x61", "a"),
            new Sample("\\x{e9}", "é"),
            new Sample("\\x{1F600}", "\uD83D\uDE00"),
            new Sample("[\\x{1F600}-\\x{1F64F}]", "\uD83D\uDE01"),
            new Sample("\\x{D83D}", "\uD83D"),
            new Sample("\\101", "A"),
            new Sample("\\Qa.b\\E", "a.b"),
            new Sample("\\Q\\E", ""),
            new Sample("\\pL", "Z"),
            new Sample("\\p{Greek}", "σ"),
            new Sample("\\P{Greek}", "s"),
            new Sample("^", ""),
            new Sample("$", ""),
            new Sample("\\A", ""),
            new Sample("\\z", ""),
            new Sample("\\b", ""),
            new Sample("\\B", ""),
            new Sample("()", ""),
            new Sample("(?i)", ""),
            new Sample("(?-i)", ""),
            new Sample("(?s)", ""),
            new Sample("(?m)", ""),
            new Sample("(?U)", ""),
            new Sample("Kelvin", "\u212AELVIN"),
            new Sample("strass", "\u017FtraS\u017F"),
            new Sample("{", "{"),
            new Sample("{,2}", "{,2}"),
            new Sample("]}", "]}"));

    private static final List<String> GROUPS = List.of("(", "(?:", "(?i:", "(?s-i:", "(?P<name>");

    private final Random random;
    private int names;

    ExpressionMaker(long seed) {
        this.random = new Random(seed);
    }

    Sample sample() {
        Sample core = alternatives(3);
        return new Sample(core.regex(), noise() + core.text() + noise());
    }

    /** The text with a character more, a character less, or in another case. */
    String spoiled(String text) {
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + pick(CHARACTERS) + text.substring(at);
            case 1 -> text.isEmpty() ? "a" : text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
            case 2 -> text.toUpperCase(java.util.Locale.ROOT);
            default -> text.toLowerCase(java.util.Locale.ROOT);
        };
    }

    private Sample alternatives(int depth) {
        int count = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        List<String> regexes = new ArrayList<>();
        String text = "";
        int chosen = random.nextInt(count);
        for (int i = 0; i < count; i++) {
            Sample branch = sequence(depth);
            regexes.add(branch.regex());
            text = i == chosen ? branch.text() : text;
        }
        return new Sample(String.join("|", regexes), text);
    }

    private Sample sequence(int depth) {
        StringBuilder regex = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            Sample part = repeated(depth > 0 && random.nextInt(5) == 0 ? group(depth) : atom());
            regex.append(part.regex());
            text.append(part.text());
        }
        return new Sample(regex.toString(), text.toString());
    }

    private Sample group(int depth) {
        Sample body = alternatives(depth - 1);
        String open = pick(GROUPS).replace("name", "n" + names++);
        return new Sample(open + body.regex() + ")", body.text());
    }

    private Sample atom() {
        if (random.nextInt(2) == 0) {
            return pick(ATOMS);
        }
        String c = pick(CHARACTERS);
        return new Sample(c, random.nextInt(4) == 0 ? pick(CHARACTERS) : c);
    }

    private Sample repeated(Sample part) {
        return switch (random.nextInt(18)) {
            case 0 -> times(part, "*", random.nextInt(3));
            case 1 -> times(part, "+", 1 + random.nextInt(3));
            case 2 -> times(part, "?", random.nextInt(2));
            case 3 -> times(part, "*?", random.nextInt(3));
            case 4 -> times(part, "+?", 1 + random.nextInt(3));
            case 5 -> times(part, "{0}", 0);
            case 6 -> times(part, "{2}", 2);
            case 7 -> times(part, "{1,3}?", 1 + random.nextInt(3));
            case 8 -> times(part, "{2,}", 2 + random.nextInt(2));
            case 9 -> times(part, "{9}", 9);
            default -> part;
        };
    }

    private static Sample times(Sample part, String repeat, int times) {
        // The last character alone would be repeated of some atoms: then the text does not match, which is fine too.
        return new Sample(part.regex() + repeat, part.text().repeat(times));
    }

    private String noise() {
        return random.nextInt(2) == 0 ? "" : pick(CHARACTERS);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
