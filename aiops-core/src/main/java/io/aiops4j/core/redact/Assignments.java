package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import io.aiops4j.core.redact.KeyName.Strength;

/** Finds what stands behind names such as password, accessToken and DB_SECRET, in whatever notation. */
final class Assignments implements Finder {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_WORD = 16;
    private static final int NEAR = 60;
    private static final int SHORTEST_DENSE = 16;

    /** Words for a password that are not written in Latin letters. */
    private static final String[] FOREIGN = {
        "\u043F\u0430\u0440\u043E\u043B\u044C",
        "\u041F\u0430\u0440\u043E\u043B\u044C",
        "\u5BC6\u7801",
        "\u5BC6\u78BC",
        "\u53E3\u4EE4",
        "\u30D1\u30B9\u30EF\u30FC\u30C9",
        "\uBE44\uBC00\uBC88\uD638",
        "\u06A9\u0644\u0645\u0647 \u0639\u0628\u0648\u0631",
        "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631",
        "\u03BA\u03C9\u03B4\u03B9\u03BA\u03CC\u03C2",
        "\u05E1\u05D9\u05E1\u05DE\u05D4",
        "has\u0142o",
        "contrase\u00F1a",
        "Contrase\u00F1a",
        "l\u00F6senord",
        "mot de passe",
        "Mot de passe"
    };

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        int done = 0;
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char low = (char) (text.charAt(i) | 0x20);
            boolean letter = low >= 'a' && low <= 'z';
            boolean closed = !letter && state != 0 && Words.closed(state, text, i) != 0;
            state = letter ? Words.next(state, low) : 0;
            if (closed
                    || (letter
                            && ((Words.found(state) & FirstLook.WORD) != 0
                                    || (low == 'z' && Chars.at(text, i - 1) == '7')))) {
                int from = nameStart(text, closed ? i - 1 : i, done);
                int to = nameEnd(text, closed ? i : i + 1);
                // what is secret already need not be read again
                done = Math.max(to, name(view, from, to, search));
                i = done - 1;
                state = 0;
            }
        }
        if ((search.bits() & FirstLook.FOREIGN) != 0) {
            foreign(view, search);
        }
    }

    private static void foreign(View view, Search search) {
        KeyName password = new KeyName(Strength.PASSWORD, "password", false);
        for (String word : FOREIGN) {
            int at = view.text().indexOf(word);
            while (at >= 0) {
                int end = at + word.length();
                Gap gap = Gap.behind(view.text(), at, end, false);
                if (gap.mode() != Mode.NONE) {
                    new Values(view, search, password, at).read(gap);
                }
                at = view.text().indexOf(word, end);
            }
        }
    }

    private static int nameStart(String text, int at, int done) {
        int from = at;
        while (from > done && isName(text.charAt(from - 1))) {
            from--;
        }
        while (from < at && text.charAt(from) == '.') {
            from++;
        }
        return from;
    }

    private static int nameEnd(String text, int at) {
        int to = at;
        while (to < text.length() && isName(text.charAt(to))) {
            to++;
        }
        while (to > at && (text.charAt(to - 1) == '.' || text.charAt(to - 1) == '-')) {
            to--;
        }
        return to;
    }

    private static boolean isName(char c) {
        return Chars.isAlnum(c)
                || c == '_'
                || c == '-'
                || c == '.'
                || c == '$'
                || (c > 128 && Character.isLetterOrDigit(c));
    }

    private static int name(View view, int from, int to, Search search) {
        if (to - from > LONGEST_NAME) {
            return to;
        }
        String text = view.text();
        int start = from;
        while (start < to && text.charAt(start) == '-') {
            start++;
        }
        boolean property = Chars.at(text, start) == 'D' || (Chars.at(text, start) == 'P' && Chars.at(text, to) == '=');
        if (start == from + 1 && property && Chars.isLetter(Chars.at(text, start + 1))) {
            start++; // a property of Java, or of Gradle
        }
        boolean flag = start > from
                || (Chars.at(text, from - 1) == '/' && Chars.isBlank(Chars.at(text, from - 2)))
                || isNetrc(text, from)
                || isVariable(text, from);
        if (text.startsWith("checksum/", from - 9)) {
            return to;
        }
        if (text.startsWith("kind: Secret", from - 6) && to == from + 6) {
            Blocks.manifest(view, to, search);
        }
        if (to == from + 6
                && text.startsWith("\"Secret\"", from - 1)
                && Chars.find(text, "\"kind\"", from - 12, from) >= 0) {
            Blocks.object(view, from, search);
        }
        if (WebKeys.isType(text, start, to)) {
            WebKeys.parts(view, start, search);
            return to;
        }
        int login = Logins.read(view, start, to, search);
        if (login != Logins.OTHER) {
            return Math.max(login, to);
        }
        if (text.startsWith("password-stdin", start)) {
            return Commands.piped(view, from, search);
        }
        if (Commands.isPiped(text, start, to)) {
            return Commands.piped(view, start, search);
        }
        if (to - start == 4 && (text.startsWith("AUTH ", start) || text.startsWith("\"AUTH\" \"", start - 1))) {
            return Commands.auth(view, to, search);
        }
        if (Answers.isGenerator(text, start, to)) {
            return Answers.generated(view, to, search);
        }
        if (Commands.isTool(text, start, to)) {
            return Commands.arguments(view, to, text.substring(start, to), search);
        }
        int link = Links.read(view, start, to, search);
        if (link > 0) {
            return link;
        }
        if (isHeldById(text, to)) {
            return name(view, from, to + 3, search);
        }
        if (text.startsWith(Commands.ASKED, start)) {
            return Commands.answered(view, to, search);
        }
        int called = Calls.password(view, start, to, search);
        if (called > 0) {
            return called;
        }
        int person = NationalIds.read(view, start, to, search);
        if (person > 0) {
            return person;
        }
        KeyName name = KeyName.of(text, start, to);
        if (name.strength() == Strength.WEAK
                || name.strength() == Strength.NONE
                || (name.kind().equals("secret") && to - start == 6 && Chars.at(text, to) == ':')) {
            int before = wordBefore(text, start);
            KeyName longer = before < start ? KeyName.of(text, before, to) : name;
            name = longer.strength() == Strength.NONE ? name : longer;
        }
        if (name.strength() == Strength.PASSWORD && OneTime.isOnce(text, start)) {
            name = KeyName.ONCE;
        }
        return switch (name.strength()) {
            case NONE -> Headers.bare(view, start, to, search);
            case AUTHORIZATION -> Headers.authorization(view, start, to, search);
            case COOKIE -> Headers.cookie(view, start, to, flag, search);
            default -> value(view, start, to, flag, name, search);
        };
    }

    private static int value(View view, int from, int to, boolean flag, KeyName name, Search search) {
        if (isFolder(view.text(), from, to) || isVerdict(view.text(), from, to)) {
            return to;
        }
        if (!name.strict() && Code.isSubject(view.text(), from)) {
            return value(view, from, to, flag, new KeyName(name.strength(), name.kind(), true), search);
        }
        if (to - from == 3 && view.text().startsWith("key", from) && isNameOfValue(view.text(), from, to)) {
            return -1; // the name stands in it
        }
        if (name.strength() == Strength.WEAK && view.text().startsWith("code", from) && to - from == 4) {
            return OneTime.granted(view, from, to, search);
        }
        Gap gap = Gap.behind(view.text(), from, to, flag);
        int end = gap.mode() == Mode.NONE ? -1 : new Values(view, search, name, from).read(gap);
        end = end < 0 ? Binds.read(view, from, to, name, search) : end;
        if (end < 0) {
            end = Math.max(
                    FormParts.value(view, from, to, name, search),
                    new Columns(view, from, name, search).read(from, to));
        }
        end = end < 0 ? Elements.read(view, from, to, name, search) : end;
        end = end < 0 ? Rejected.read(view, from, to, name, search) : end;
        if (end < 0 && name.strength() == Strength.DIGITS) {
            OneTime.told(view, from, search);
        }
        end = end < 0 ? Pairs.before(view, from, name, search) : end;
        boolean near = end < 0 && (name.strength() == Strength.TOKEN || name.strength() == Strength.PASSWORD);
        end = near ? nearby(view, to, name, search) : end;
        return near && end < 0 ? Answers.below(view, from, to, name, search) : end;
    }

    /** What only a generator makes, a few words behind the name in its line. */
    private static int nearby(View view, int to, KeyName name, Search search) {
        String text = view.text();
        if (to < text.length() && !Chars.isSpace(text.charAt(to)) && "\"':,;)".indexOf(text.charAt(to)) < 0) {
            return -1;
        }
        int most = Math.min(text.length(), to + NEAR);
        int from = to;
        for (int i = to; i <= most; i++) {
            char c = Chars.at(text, i);
            boolean inside = i < text.length() && (Chars.isAlnum(c) || c == '+' || c == '/' || c == '_' || c == '-');
            if (inside && (i < most || i - from >= SHORTEST_DENSE)) {
                // a token that begins near by may end further off
                most += i == most && i < text.length() && i - from < LONGEST_NAME ? 1 : 0;
                continue;
            }
            if (i - from >= SHORTEST_DENSE
                    && "=.%".indexOf(Chars.at(text, from - 1)) < 0
                    && (c != '.' || Chars.isSpace(Chars.at(text, i + 1)))
                    && ValueLook.isDense(text.substring(from, i))) {
                search.spans().add(view, from, i, name.kind());
                return i;
            }
            if (Chars.isBreak(c)) {
                return -1;
            }
            from = i + 1;
        }
        return -1;
    }

    // PWD=/home/bob, pwd: /home/bob
    private static boolean isFolder(String text, int from, int to) {
        char sign = Chars.at(text, to);
        return text.regionMatches(true, to - 3, "pwd", 0, 3)
                && (to - from == 3 || text.startsWith("OLD", from))
                && (sign == '=' || sign == ':')
                && Chars.at(text, sign == ':' ? Chars.skipBlanks(text, to + 1) : to + 1) == '/';
    }

    // --- PASS: TestLogin
    private static boolean isVerdict(String text, int from, int to) {
        return to - from == 4
                && text.startsWith("PASS: ", from)
                && (text.startsWith("--- ", from - 4) || text.startsWith("Test", to + 2));
    }

    // <add key="name" value="x"/>
    private static boolean isNameOfValue(String text, int from, int to) {
        char quote = Chars.at(text, to + 1);
        if (Chars.at(text, to) != '=' || !Chars.isQuote(quote) || !Chars.isBlank(Chars.at(text, from - 1))) {
            return false;
        }
        int end = BareValue.closingQuote(text, to + 2, quote, LONGEST_NAME);
        return end > 0
                && (text.startsWith(" value=", end + 1) || text.charAt(Math.min(text.length() - 1, end + 1)) == '>');
    }

    // secret id x, Session ID: x
    private static boolean isHeldById(String text, int to) {
        boolean known =
                text.regionMatches(true, to - 6, "secret", 0, 6) || text.regionMatches(true, to - 7, "session", 0, 7);
        return known && text.regionMatches(true, to, " id", 0, 3) && " =:".indexOf(Chars.at(text, to + 3)) >= 0;
    }

    // ENV DB_PASSWORD x, set -x DB_PASSWORD x, setenv DB_PASSWORD x
    private static boolean isVariable(String text, int from) {
        return text.startsWith("ENV ", from - 4)
                || text.startsWith("set -x ", from - 7)
                || text.startsWith("set -gx ", from - 8)
                || text.startsWith("setx ", from - 5)
                || text.startsWith("setenv ", from - 7);
    }

    // machine h login u password x, default login u password x
    private static boolean isNetrc(String text, int from) {
        if (!text.startsWith("password ", from)) {
            return false;
        }
        String before = text.substring(Math.max(0, from - 2 * NEAR), from);
        return (before.contains("machine ") || before.contains("default ")) && before.contains("login ");
    }

    // API key, access key: two words for one
    private static int wordBefore(String text, int start) {
        int i = start - 1;
        if (!Chars.isBlank(Chars.at(text, i)) || i < 1) {
            return start;
        }
        while (i > 0 && start - i < LONGEST_WORD && Chars.isLetter(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
