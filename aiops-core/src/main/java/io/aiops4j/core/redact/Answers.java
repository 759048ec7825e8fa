package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import io.aiops4j.core.redact.KeyName.Strength;

/**
 * What stands alone in a line below one that asked for it: what a command printed that was told to show a secret or to make one,
 * and what an installer says to sign in with.
 */
final class Answers {

    private static final String[] PROMPTS = {"$ ", "# ", "> ", "% ", "+ ", "PS "};

    /** Before a name these tell a command to print its value, and nothing else. */
    private static final String[] SHOWING = {
        "echo $", "echo \"$", "echo ${", "echo \"${", "echo $env:", "printenv ", "-field=", "-field "
    };

    /** In the line of a name these do. */
    private static final String[] READING = {
        " op read ", "--query value", "base64 -d", "base64 --decode", "etcdctl get ", "versions access"
    };

    private static final String RENEWED = "New value: ";
    private static final String[] MAKING = {"openssl rand -", "pwgen "};
    private static final int LONGEST_LINE = 400;
    private static final int LONGEST = 4_096;
    private static final int SHORTEST = 8;
    private static final int SHORTEST_SHOWN = 6;
    private static final int NEAR = 40;
    private static final int LEAST_DIGITS = 3;
    private static final int MOST_MADE = 20;

    private Answers() {}

    /** Behind the answer to the line that a name stands in, or -1. */
    static int below(View view, int from, int to, KeyName name, Search search) {
        String text = view.text();
        int end = Chars.lineEnd(text, to, to + LONGEST_LINE);
        if (end >= text.length() || !Chars.isBreak(text.charAt(end)) || !search.mayRead(LONGEST_LINE)) {
            return -1;
        }
        boolean asked = isAsking(text, end);
        boolean command = isCommand(text, from);
        boolean shown = command && isShown(text, from, to, end);
        int at = Chars.skipSpace(text, end);
        boolean renewed = text.startsWith(RENEWED, at);
        if (!asked && !command && !renewed) {
            return -1;
        }
        at += renewed ? RENEWED.length() : 0;
        int last = wordEnd(text, at);
        if (shown && Chars.isBreak(Chars.at(text, last)) && isNameAgain(text, from, to, at, last)) {
            at = Chars.skipSpace(text, last); // the name is printed, too
            last = wordEnd(text, at);
        }
        boolean alone = last == text.length() || Chars.isBreak(Chars.at(text, Chars.skipBlanks(text, last)));
        if (!alone || last <= at) {
            return -1;
        }
        String value = text.substring(at, last);
        boolean secret =
                shown ? isPrinted(value) : isSecret(value) || (asked && end - to < NEAR && isTold(value, name));
        if (!secret) {
            return -1;
        }
        search.spans().add(view, at, last, name.kind());
        return last;
    }

    /** Whether a command begins between two indexes that makes passwords. */
    static boolean isGenerator(String text, int from, int to) {
        for (String each : MAKING) {
            if (text.startsWith(each, from) && each.indexOf(' ') == to - from) {
                return true;
            }
        }
        return false;
    }

    /** Behind the passwords that were made by the command whose name ends at an index, or that index. */
    static int generated(View view, int to, Search search) {
        String text = view.text();
        int end = Chars.lineEnd(text, to, to + LONGEST_LINE);
        int found = to;
        int at = Chars.skipSpace(text, end);
        for (int made = 0; made < MOST_MADE && at < text.length() && Chars.isBreak(Chars.at(text, end)); made++) {
            int last = wordEnd(text, at);
            String value = text.substring(at, last);
            boolean sum = ValueLook.isHex(value) && value.length() >= 2 * SHORTEST;
            if (last - at < SHORTEST || (!sum && !ValueLook.isRandom(value))) {
                break;
            }
            search.spans().add(view, at, last, "password");
            found = last;
            at = Chars.skipSpace(text, last);
        }
        return found;
    }

    private static int wordEnd(String text, int from) {
        int last = from;
        while (last < Math.min(text.length(), from + LONGEST) && !Chars.isSpace(text.charAt(last))) {
            last++;
        }
        return last;
    }

    // Here is your new token:, the client secret is below
    private static boolean isAsking(String text, int end) {
        int i = end - 1;
        while (i > 0 && Chars.isBlank(text.charAt(i))) {
            i--;
        }
        return Chars.at(text, i) == ':' || text.startsWith(" is below", i - 8);
    }

    // a sum says which version of something it is, and opens nothing
    private static boolean isSecret(String value) {
        boolean sum = ValueLook.isHex(value) && (value.length() == 40 || value.length() == 64);
        if (value.length() < SHORTEST || sum || ValueLook.isReference(value)) {
            return false;
        }
        return ValueLook.isDense(value) || (isWhole(value) && ValueLook.isRandom(value));
    }

    private static boolean isWhole(String value) {
        int sign = value.indexOf('=');
        return value.indexOf("://") < 0 && (sign < 0 || sign >= value.length() - 2);
    }

    // what is printed alone needs not look like a secret, but like no message
    private static boolean isPrinted(String value) {
        return value.length() >= SHORTEST_SHOWN
                && !ValueLook.isReference(value)
                && isWhole(value)
                && value.charAt(0) != '/';
    }

    // a UUID, Winter-2024
    private static boolean isTold(String value, KeyName name) {
        if (ValueLook.isUuid(value)) {
            return true;
        }
        boolean numbered = value.chars().filter(c -> Chars.isDigit((char) c)).count() >= LEAST_DIGITS;
        return value.length() >= SHORTEST
                && numbered
                && isWhole(value)
                && name.strength() == Strength.PASSWORD
                && Acceptance.accepts(value, name, Mode.TOLD, false);
    }

    // /app/password below the command that asked for it
    private static boolean isNameAgain(String text, int from, int to, int at, int last) {
        return last - (to - from) >= at && text.regionMatches(last - (to - from), text, from, to - from);
    }

    private static boolean isShown(String text, int from, int to, int end) {
        int name = text.charAt(from) == '$' ? from + 1 : from;
        for (String each : SHOWING) {
            if (text.startsWith(each, name - each.length())) {
                boolean field = each.startsWith("-");
                int last = to;
                while (last < end && "\"}".indexOf(text.charAt(last)) >= 0) {
                    last++;
                }
                return field || last == end;
            }
        }
        int line = lineStart(text, from);
        for (String each : READING) {
            if (Chars.find(text, each, line, end) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int lineStart(String text, int from) {
        int line = from;
        while (line > Math.max(0, from - LONGEST_LINE) && !Chars.isBreak(text.charAt(line - 1))) {
            line--;
        }
        return line;
    }

    private static boolean isCommand(String text, int from) {
        int line = lineStart(text, from);
        for (String prompt : PROMPTS) {
            int at = Chars.find(text, prompt, line, Math.min(from, line + LONGEST / 4));
            if (at >= 0 && (at == line || !Chars.isBlank(text.charAt(at - 1)))) {
                return true;
            }
        }
        return false;
    }
}
