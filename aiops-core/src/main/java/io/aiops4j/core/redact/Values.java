package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import io.aiops4j.core.redact.KeyName.Strength;
import java.util.Set;

/** Reads the value of a name that secrets go by, and adds it if it is one. */
final class Values {

    private static final int LONGEST_QUOTED = 4_096;
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_OBJECT = 1_000;
    private static final Set<String> HOLDERS =
            Set.of("value", "Value", "S", "stringValue", "plaintext", "default", "result");
    private static final String EXPECTED = "expected ";
    private static final int WRAPPED = 10;
    private static final int SHORTEST_WRAPPED = 6;
    private static final int MOST_CODES = 100;
    private static final int BEFORE = 24;

    private final View view;
    private final String text;
    private final Search search;
    private final KeyName name;
    private final int nameStart;
    private final Blocks blocks;
    private int masked = -1;

    Values(View view, Search search, KeyName name, int nameStart) {
        this.view = view;
        this.text = view.text();
        this.search = search;
        this.name = name;
        this.nameStart = nameStart;
        this.blocks = new Blocks(text, nameStart, this);
    }

    /** Reads what stands behind the gap; behind the last character that was found to be secret, or -1. */
    int read(Gap gap) {
        behind(gap);
        return masked;
    }

    /** Reads all values below a name that stands at the beginning of its line. */
    void children(int from) {
        blocks.children(from, 0, Mode.EQUALS);
    }

    private void behind(Gap gap) {
        Mode mode = gap.mode();
        int at = mode == Mode.ELEMENT ? Tags.cdata(text, gap.at()) : Chars.skipBlanks(text, gap.at());
        at = Tags.skip(text, at);
        if (mode == Mode.COLON && text.startsWith(EXPECTED, at)) {
            behind(new Gap(at + EXPECTED.length(), Mode.PROSE)); // token: expected x but got y
            return;
        }
        if (mode == Mode.COLON && Code.referenceEnd(text, at) > 0) {
            behind(new Gap(Code.referenceEnd(text, at), Mode.EQUALS));
            return;
        }
        at = Chars.at(text, at) == '\\' && Chars.isBreak(Chars.at(text, at + 1)) ? Chars.skipSpace(text, at + 1) : at;
        at += Chars.at(text, at) == '(' && Chars.isQuote(Chars.at(text, at + 1)) ? 1 : 0;
        if (at >= text.length()) {
            return;
        }
        char c = text.charAt(at);
        if (mode == Mode.ELEMENT) {
            int from = Chars.skipSpace(text, at);
            int end = Tags.elementEnd(text, at);
            if (Chars.at(text, end) != '<' || Chars.at(text, end + 1) == '/' || BareValue.end(text, from) >= end) {
                add(from, end, mode, true);
            }
        } else if (Chars.isBreak(c)) {
            if (mode == Mode.COLON || mode == Mode.EQUALS) {
                blocks.nextLine(at, mode);
            }
        } else if (mode == Mode.COLON && (c == '|' || c == '>') && Blocks.isBlock(text, at)) {
            blocks.block(at);
        } else if (c == '[' && !mode.isLoose()) {
            if (!Code.isBracketed(text, at)) {
                blocks.list(at + 1);
            }
        } else if (c != '{' || mode == Mode.FLAG || Tags.isMarked(text, at)) {
            single(at, mode);
        } else if (mode == Mode.EQUALS && Tags.braceEnd(text, nameStart, at) > 0) {
            add(at + 1, Tags.braceEnd(text, nameStart, at), mode, true);
        } else if (mode == Mode.COLON || mode == Mode.EQUALS) {
            object(at + 1);
        }
    }

    // {"value": x, "origin": y}
    private void object(int from) {
        int most = Math.min(text.length(), from + LONGEST_OBJECT);
        int start = from;
        for (int i = from; i < most && text.charAt(i) != '}' && text.charAt(i) != '{'; i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '=') {
                start = c == ',' || Chars.isBreak(c) ? i + 1 : start;
                continue;
            }
            String key = text.substring(start, i).strip();
            key = key.startsWith("+ ") ? key.substring(2) : key;
            int quotes = key.length() > 2 && Chars.isQuote(key.charAt(0)) ? 1 : 0;
            if (HOLDERS.contains(key.substring(quotes, key.length() - quotes))) {
                int at = Chars.skipSpace(text, i + 1);
                if (at < most && text.charAt(at) != '{' && text.charAt(at) != '[') {
                    single(at, Mode.EQUALS);
                }
            }
            int at = Chars.skipSpace(text, i + 1);
            int close = Chars.isQuote(Chars.at(text, at))
                    ? BareValue.closingQuote(text, at + 1, text.charAt(at), LONGEST_OBJECT)
                    : -1;
            i = Math.max(i, close);
        }
    }

    private void single(int at, Mode mode) {
        char c = text.charAt(at);
        if (Chars.isQuote(c) || c == '\u201C' || c == '\u00AB' || c == '\u2018') {
            quoted(at, mode);
            return;
        }
        if ((mode == Mode.EQUALS || mode == Mode.COLON) && isCode(at, mode)) {
            return;
        }
        if (text.startsWith("t=", at) && Chars.find(text, ",v1=", at, at + BEFORE) > 0) {
            // a time, and what is signed together with it
            masked = BareValue.wordEnd(text, at);
            search.spans().add(view, at, masked, name.kind());
            return;
        }
        int end = mode == Mode.FLAG ? BareValue.end(text, at) : bareEnd(at, mode);
        if (mode == Mode.COLON && isType(at, end)) {
            int sign = Chars.skipBlanks(text, end);
            if (Chars.at(text, sign) == '=') {
                behind(new Gap(sign + 1, Mode.EQUALS));
                return;
            }
        }
        if (name.kind().equals("credential") && text.startsWith(" / ", end)) {
            add(end + 3, BareValue.end(text, end + 3), Mode.EQUALS, true); // user / password
        }
        if (mode == Mode.COLON && (References.isSubject(text, at, end) || isNextName(at, end))) {
            return;
        }
        if (add(at, end, mode, false)) {
            wrapped(at, end);
            further(end, mode);
        }
    }

    // an expression, a type behind which the value may stand, an address in memory behind which a debugger prints it
    private boolean isCode(int at, Mode mode) {
        int bound = Tags.parameter(text, at, search);
        if (bound > 0) {
            quoted(bound, mode);
            return true;
        }
        int pointer = Code.pointerEnd(text, at);
        if (pointer > 0 && Chars.isQuote(Chars.at(text, pointer + 1))) {
            quoted(pointer + 1, mode);
        }
        int type = mode == Mode.COLON ? Code.typeEnd(text, at) : -1;
        int sign = type < 0 ? -1 : Chars.skipBlanks(text, type);
        if (type > 0 && Chars.at(text, sign) == '=') {
            behind(new Gap(sign + 1, Mode.EQUALS));
        }
        return pointer > 0
                || type > 0
                || Code.isExpression(text, at)
                || (text.charAt(at) == '<' && Code.isRemark(text, at))
                || (mode == Mode.EQUALS && Code.isNextName(text, at));
    }

    // codes that are used once come in lists
    void further(int from, Mode mode) {
        int end = from;
        for (int count = 0; count < MOST_CODES && name.strength() == Strength.DIGITS && !mode.isLoose(); count++) {
            int sign = Chars.skipBlanks(text, end);
            int at = Chars.at(text, sign) == ',' ? Chars.skipBlanks(text, sign + 1) : Chars.skipSpace(text, sign);
            if (at == end || at >= text.length()) {
                return;
            }
            int next = BareValue.end(text, at);
            if (!Acceptance.accepts(text.substring(at, next), name, mode, false) || !add(at, next, mode, false)) {
                return;
            }
            end = next;
        }
    }

    // c.acme.Auth : auth0ClientSecret: x, where a logger is called so and the name of the value follows
    private boolean isNextName(int from, int to) {
        boolean vague = name.strength() == Strength.WEAK || name.strength() == Strength.TOKEN;
        return vague
                && Chars.at(text, to) == ':'
                && Chars.isBlank(Chars.at(text, to + 1))
                && KeyName.of(text, from, to).strength() != Strength.NONE;
    }

    private boolean isType(int from, int to) {
        return to > from && Chars.isLetter(text.charAt(from)) && !ValueLook.isRandom(text.substring(from, to));
    }

    /** A quoted value, and those that + adds to it. */
    void quoted(int at, Mode mode) {
        char open = text.charAt(at);
        char close = open == '\u201C' ? '\u201D' : open == '\u00AB' ? '\u00BB' : open == '\u2018' ? '\u2019' : open;
        int from = at + 1;
        while (from < at + 3 && Chars.at(text, from) == open && Chars.at(text, from + 1) == open) {
            from += 2;
        }
        int end = BareValue.closingQuote(text, from, close, LONGEST_QUOTED);
        if (end < 0) {
            end = Chars.lineEnd(text, from, from + LONGEST_QUOTED);
        }
        boolean added = add(from, end, mode, true);
        int arrow = Chars.skipBlanks(text, Math.min(end + 1, text.length()));
        boolean changes = text.startsWith("-> ", arrow) || text.startsWith("=> ", arrow);
        if (changes && Chars.isQuote(Chars.at(text, arrow + 3))) {
            quoted(arrow + 3, mode); // what it was, and what it becomes
        }
        if (!added) {
            return;
        }
        int plus = Chars.skipSpace(text, Math.min(end + 1, text.length()));
        // in brackets, quoted texts that follow each other are one
        boolean implied = Chars.at(text, at - 1) == '(' && Chars.at(text, plus) == close && plus > end + 1;
        if (implied || Chars.at(text, plus) == '+' || Chars.at(text, plus) == '\\') {
            int next = implied ? plus : Chars.skipSpace(text, plus + 1);
            if (Chars.at(text, next) == close) {
                quoted(next, mode);
            }
        }
    }

    /** Passwords may have blanks in them where nothing else stands in the line; telephone numbers have some. */
    private int bareEnd(int at, Mode mode) {
        int end = BareValue.end(text, at);
        if (name.strength() == Strength.PHONE) {
            return Math.max(end, BareValue.numberEnd(text, at));
        }
        if (name.strength() == Strength.PASSWORD && BareValue.phraseEnd(text, at) > end) {
            return BareValue.phraseEnd(text, at);
        }
        if (name.strength() != Strength.PASSWORD || mode.isLoose()) {
            return end;
        }
        if (!Blocks.beginsLine(text, nameStart)) {
            return isAlone() ? phrase(at, end) : end;
        }
        int line = Chars.lineEnd(text, at);
        int words = 1;
        for (int i = at; i < line; i++) {
            char c = text.charAt(i);
            if (c == Chars.HOLE || (words > 1 && (c == '=' || c == ':'))) {
                return end;
            }
            if (c == '#' && Chars.isBlank(text.charAt(i - 1))) {
                line = i;
            } else if (Chars.isBlank(c) && !Chars.isBlank(text.charAt(i - 1)) && ++words > MOST_WORDS) {
                return end;
            }
        }
        while (line > end && Chars.isSpace(text.charAt(line - 1))) {
            line--;
        }
        return Math.max(end, line);
    }

    // nothing but a word or two stands before the name in its line
    private boolean isAlone() {
        int i = nameStart - 1;
        while (i >= 0 && i > nameStart - BEFORE && (Chars.isAlnum(text.charAt(i)) || Chars.isBlank(text.charAt(i)))) {
            i--;
        }
        return i < 0 || Chars.isBreak(text.charAt(i));
    }

    // words to the end of the line, none of which is said about a password
    private int phrase(int at, int end) {
        int line = Chars.lineEnd(text, at, at + LONGEST_OBJECT);
        int words = 0;
        int last = end;
        int i = at;
        while (i < line) {
            int stop = i;
            while (stop < line && !Chars.isBlank(text.charAt(stop))) {
                stop++;
            }
            String word = text.substring(i, stop);
            boolean plain = word.chars().allMatch(c -> Chars.isAlnum((char) c));
            if (!plain || ++words > MOST_WORDS || (ValueLook.isReference(word) && !ValueLook.isDigits(word))) {
                return end;
            }
            last = stop;
            i = Chars.skipBlanks(text, stop);
        }
        return words > 2 ? Math.max(end, last) : end;
    }

    /** A value that fills its line to the end goes on in the next one, if nothing else stands there. */
    private void wrapped(int from, int end) {
        int at = end;
        if (Chars.at(text, at) == '\\' && at + 1 < text.length() && Chars.isBreak(text.charAt(at + 1))) {
            at++;
        } else if (end - from < SHORTEST_WRAPPED) {
            return;
        }
        if (at >= text.length() || !Chars.isBreak(text.charAt(at))) {
            return;
        }
        int first = Chars.skipBlanks(text, Chars.nextLine(text, at));
        int last = BareValue.end(text, first);
        boolean alone = last >= text.length()
                || Chars.isBreak(text.charAt(last))
                || Chars.isQuote(text.charAt(last))
                || text.charAt(at - 1) == '\\'
                || text.charAt(end) == '\\';
        boolean whole = end - from >= WRAPPED || at > end;
        String rest = text.substring(first, Math.max(first, last));
        if (last > first && alone && (at > end || isMore(rest)) && (whole || ValueLook.isScrambled(rest))) {
            search.spans().add(view, first, last, name.kind());
            masked = last;
        }
    }

    private static boolean isMore(String value) {
        boolean named = ValueLook.isWord(value) || (ValueLook.isResource(value) && !ValueLook.isScrambled(value));
        return !named && value.indexOf(':') < 0;
    }

    /** Adds a value if it is a secret. */
    boolean add(int from, int to, Mode mode, boolean quoted) {
        int end = to;
        while (end > from && Chars.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (end <= from || !Acceptance.accepts(text.substring(from, end), name, mode, quoted)) {
            return false;
        }
        search.spans().add(view, from, end, name.kind());
        masked = Math.max(masked, end);
        return true;
    }
}
