package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands between a name and its value in a sentence: the password for bob is x, token x, password has been reset to x. */
final class Prose {

    private static final Set<String> TELLING = Set.of(
            "is",
            "was",
            "set to",
            "changed to",
            "has been reset to",
            "has been set to",
            "reset to",
            "is now",
            "lautet",
            "ist");
    private static final String[] COPULAS = {
        "has been reset to",
        "has been set to",
        "has been changed to",
        "was reset to",
        "was set to",
        "reset to",
        "is now",
        "number is",
        "number",
        "is",
        "was",
        "to",
        "are",
        "set to",
        "changed to",
        "equals",
        "with value",
        "of",
        "lautet",
        "ist",
        "est",
        "es",
        "=",
        "with",
        "as",
        "provided",
        "supplied",
        "received",
        "given",
        "generated",
        "used",
        "using"
    };
    /** Before whom a password was made for: is generated for root@localhost: x */
    private static final String MADE = "generated for ";

    private static final int LONGEST_ASIDE = 48;
    private static final int LONGEST_COPULA = 24;

    private Prose() {}

    /** Where the value may begin, for a name behind which words follow from an index. */
    static Gap behind(String text, int q) {
        Gap changed = changed(text, q);
        if (changed != null) {
            return changed;
        }
        if (text.regionMatches(true, q, "of ", 0, 3)) {
            int told = owner(text, q + 3);
            if (told > q + 3) {
                return new Gap(Chars.skipBlanks(text, told), Mode.TOLD);
            }
        }
        if (text.startsWith("from ", q)) {
            int end = BareValue.end(text, q + 5);
            // rotated the password from x to another one
            return text.startsWith(" to ", end) ? new Gap(q + 5, Mode.PROSE) : new Gap(q, Mode.PROSE);
        }
        int made = Chars.find(text, MADE, q, q + LONGEST_COPULA);
        int said = made < 0 ? -1 : owner(text, made + MADE.length());
        if (said > made + MADE.length()) {
            return new Gap(Chars.skipBlanks(text, said), Mode.TOLD);
        }
        int word = q;
        while (Chars.isLower(Chars.at(text, word)) && word < q + LONGEST_COPULA) {
            word++;
        }
        if (word > q && text.startsWith(" = ", word) && !KeyName.isAbout(text.substring(q, word))) {
            return new Gap(word + 3, Mode.PROSE); // PASSWORD elastic = x
        }
        if (text.startsWith("to be <", q)) {
            return new Gap(q + 7, Mode.EQUALS); // an assertion that failed
        }
        for (String copula : COPULAS) {
            int end = q + copula.length();
            if (text.regionMatches(true, q, copula, 0, copula.length())
                    && (Chars.isBlank(Chars.at(text, end)) || Chars.at(text, end) == ':')) {
                int next = end + (Chars.at(text, end) == ':' ? 1 : 0);
                return new Gap(
                        Chars.skipBlanks(text, next),
                        copula.length() > 1 && TELLING.contains(copula) ? Mode.TOLD : Mode.PROSE);
            }
        }
        if (Chars.isDigit(Chars.at(text, q)) && Chars.isBlank(Chars.at(text, q + 1))) {
            return new Gap(Chars.skipBlanks(text, q + 1), Mode.TOLD); // how it is hidden, as routers write it
        }
        if (!text.regionMatches(true, q, "for ", 0, 4)) {
            return new Gap(q, Mode.PROSE);
        }
        int next = owner(text, q + 4);
        if (next > q + 4) {
            return new Gap(Chars.skipBlanks(text, next), Mode.TOLD);
        }
        // whose it is stands there, and it may stand behind
        int end = BareValue.end(text, Chars.skipBlanks(text, next));
        if (Chars.isQuote(Chars.at(text, end))) {
            return new Gap(text.length(), Mode.PROSE); // the sentence is over
        }
        return new Gap(Chars.skipBlanks(text, end), Mode.PROSE);
    }

    // changed from a to x, has been changed from 'a' to 'x': the new one, and the old one by itself
    private static @Nullable Gap changed(String text, int q) {
        int from = Chars.find(text, "changed from ", q, q + LONGEST_COPULA);
        if (from < 0) {
            return null;
        }
        int old = from + "changed from ".length();
        int end = Chars.isQuote(Chars.at(text, old))
                ? BareValue.closingQuote(text, old + 1, text.charAt(old), LONGEST_ASIDE) + 1
                : BareValue.end(text, old);
        return text.startsWith(" to ", end) ? new Gap(end + 4, Mode.TOLD) : null;
    }

    // for user bob: x, for 'bob' is x, for bob has been reset to x
    private static int owner(String text, int from) {
        int words = 0;
        int i = from;
        while (i < Math.min(text.length(), from + LONGEST_ASIDE) && words < 6 && !Chars.isBreak(text.charAt(i))) {
            char c = text.charAt(i);
            if ((c == ':' || c == '=') && Chars.isSpace(Chars.at(text, i + 1)) && words < 3) {
                return i + 1;
            }
            if (words < 4
                    && (text.startsWith(" is ", i) || text.startsWith(" is: ", i) || text.startsWith(" is now ", i))) {
                return text.indexOf(' ', text.startsWith(" is now ", i) ? i + 4 : i + 1);
            }
            if (text.startsWith("set to ", i) || text.startsWith("changed to ", i)) {
                return text.indexOf(" to ", i) + 4;
            }
            words += c == ' ' ? 1 : 0;
            i++;
        }
        return from;
    }
}
