package io.aiops4j.core.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What of a program stands in the place of a value: a call, a field, a type, an object, an address in memory. */
final class Code {

    /** Types that are no words otherwise. */
    private static final Set<String> TYPES = WordList.set("""
            chararray charsequence bytearray bytestring securestring secretstring secretstr protectedstring
            uint8array arraybuffer cstring cstr rawstring stringbuilder
            """);

    private static final Set<String> COMMITS =
            WordList.set("fix feat chore docs refactor test style perf build ci revert");
    private static final List<String> CMDLETS = WordList.list("""
            ConvertTo-SecureString ConvertFrom-SecureString Read-Host Get-Credential Get-Secret Get-Content
            New-Object Import-Clixml
            """);
    private static final int SHORTEST_CALL = 4;
    private static final int LONGEST = 200;
    private static final int LONGEST_MARK = 40;
    private static final int LONGEST_POINTER = 18;
    private static final int LONGEST_SUM = 8;

    private Code() {}

    /** Whether the array begins here that an object prints as, such as [B@6d06d69c, or a mark such as [PROTECTED]. */
    static boolean isBracketed(String text, int at) {
        int end = BareValue.end(text, at + 1);
        String value = text.substring(at + 1, Math.max(at + 1, end));
        int sign = value.indexOf('@');
        boolean array = sign > 0
                && "BCZISJFDL".indexOf(value.charAt(0)) >= 0
                && (sign == 1 || value.charAt(0) == 'L')
                && value.length() - sign - 1 <= LONGEST_SUM
                && ValueLook.isHex(value.substring(sign + 1));
        return array || (Chars.at(text, end) == ']' && References.isMask(value));
    }

    /** Whether code begins here that gives the value: a call, or a field of something by its name. */
    static boolean isExpression(String text, int at) {
        for (String cmdlet : CMDLETS) {
            if (text.startsWith(cmdlet, at)) {
                return true;
            }
        }
        int most = Math.min(text.length(), at + LONGEST);
        int i = at;
        boolean plain = true;
        boolean path = false;
        while (i < most) {
            char c = text.charAt(i);
            path |= c == '.' || c == '_' || c == ':' || c == '$';
            plain &= !Chars.isDigit(c);
            boolean colons = c == ':' && (Chars.at(text, i + 1) == ':' || Chars.at(text, i - 1) == ':');
            if (!Chars.isAlnum(c) && c != '_' && c != '.' && c != '$' && !colons) {
                break;
            }
            i++;
        }
        if (i == at || Chars.isDigit(text.charAt(at)) || !(plain || path) || i >= most) {
            return false;
        }
        char next = Chars.at(text, i + 1);
        if (text.charAt(i) == '[') {
            return Chars.isQuote(next) && isField(text, i + 2, next);
        }
        return text.charAt(i) == '(' && i - at >= SHORTEST_CALL && isArgument(text, i + 1);
    }

    private static boolean isField(String text, int from, char quote) {
        int end = from;
        while (end < from + LONGEST_MARK
                && (Chars.isAlnum(Chars.at(text, end)) || "_-.".indexOf(Chars.at(text, end)) >= 0)) {
            end++;
        }
        return Chars.at(text, end) == quote && Chars.at(text, end + 1) == ']';
    }

    // what a call takes first: a text, a name, another call, the number of a parameter
    private static boolean isArgument(String text, int from) {
        char c = Chars.at(text, from);
        if (Chars.isQuote(c) || c == ')' || Chars.isSpace(c)) {
            return true;
        }
        int end = from + ("$:@?".indexOf(c) >= 0 ? 1 : 0);
        while (end < from + LONGEST_MARK
                && (Chars.isAlnum(Chars.at(text, end)) || "_.".indexOf(Chars.at(text, end)) >= 0)) {
            end++;
        }
        char after = Chars.at(text, end);
        return end > from
                && (after == '('
                        || after == ')'
                        || after == '['
                        || (after == ',' && Chars.isSpace(Chars.at(text, end + 1)))
                        || (after == ',' && Chars.isQuote(Chars.at(text, end + 1))));
    }

    /** Behind a type that stands where a value would, such as {@code Option<String>} or CharArray, or -1. */
    static int typeEnd(String text, int at) {
        int i = at;
        while (Chars.isAlnum(Chars.at(text, i)) || Chars.at(text, i) == '.' || text.startsWith("::", i)) {
            i += Chars.at(text, i) == ':' ? 2 : 1;
            if (i - at > LONGEST) {
                return -1;
            }
        }
        if (i == at || i >= text.length()) {
            return i > at && TYPES.contains(text.substring(at).toLowerCase(Locale.ROOT)) ? i : -1;
        }
        char open = text.charAt(i);
        boolean known = isType(text.substring(at, i));
        if ((open == '?' || open == '!') && known) {
            return i + 1;
        }
        if (open == '<' || open == '[') {
            int end = genericsEnd(text, i);
            return end > 0 && (Chars.isUpper(text.charAt(at)) || known) ? end : -1;
        }
        return TYPES.contains(text.substring(at, i).toLowerCase(Locale.ROOT)) ? i : -1;
    }

    private static boolean isType(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return TYPES.contains(lower) || lower.equals("list") || lower.equals("dict") || ValueLook.isNoValue(lower);
    }

    private static int genericsEnd(String text, int from) {
        int open = 0;
        for (int i = from; i < Math.min(text.length(), from + LONGEST_MARK); i++) {
            char c = text.charAt(i);
            open += c == '<' || c == '[' ? 1 : c == '>' || c == ']' ? -1 : 0;
            if (open == 0) {
                int end = Chars.at(text, i + 1) == '?' ? i + 2 : i + 1;
                return isTypeName(text, from + 1) && !Chars.isAlnum(Chars.at(text, end)) ? end : -1;
            }
            if (!Chars.isAlnum(c) && "<>[],&?:. |'_".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }

    // String, u8, &str
    private static boolean isTypeName(String text, int from) {
        int at = from;
        while ("&?' ".indexOf(Chars.at(text, at)) >= 0 && at < from + LONGEST_SUM) {
            at++;
        }
        int end = at;
        while (Chars.isAlnum(Chars.at(text, end))) {
            end++;
        }
        boolean number = end - at <= SHORTEST_CALL && end > at + 1 && Chars.isDigit(text.charAt(at + 1));
        return end == from || number || Chars.isUpper(Chars.at(text, at)) || isType(text.substring(at, end));
    }

    /** Where what is bound to a reference begins: behind {@code &str =} or {@code &'static str =}, or -1. */
    static int referenceEnd(String text, int at) {
        int type = text.startsWith("&'static ", at) ? at + 9 : at + 1;
        return Chars.at(text, at) == '&' && text.startsWith("str = ", type) ? type + 6 : -1;
    }

    /** Behind the address of something in memory that begins here, or -1. */
    static int pointerEnd(String text, int at) {
        if (!text.startsWith("0x", at)) {
            return -1;
        }
        int end = at + 2;
        while (Chars.isHex(Chars.at(text, end)) && end < at + LONGEST_POINTER) {
            end++;
        }
        return end > at + LONGEST_SUM - 1 && !Chars.isAlnum(Chars.at(text, end)) ? end : -1;
    }

    /** Whether words in pointed brackets begin here, such as &lt;optimized out>. */
    static boolean isRemark(String text, int at) {
        int i = at + 1;
        boolean blank = false;
        while (i < at + LONGEST_MARK && (Chars.isLower(Chars.at(text, i)) || Chars.at(text, i) == ' ')) {
            blank |= i < text.length() && text.charAt(i) == ' ';
            i++;
        }
        return blank && i > at + 1 && Chars.at(text, i) == '>';
    }

    /** Whether the next name begins where a value would, because there is none: page_token= next_page_token=. */
    static boolean isNextName(String text, int at) {
        if (!Chars.isBlank(Chars.at(text, at - 1))
                || Chars.at(text, at - 2) != '='
                || Chars.isBlank(Chars.at(text, at - 3))) {
            return false;
        }
        int end = at;
        while (Chars.isLetter(Chars.at(text, end)) || "_.-".indexOf(Chars.at(text, end)) >= 0) {
            end++;
        }
        return end > at + 1 && end < text.length() && text.charAt(end) == '=' && Chars.at(text, end + 1) != '=';
    }

    /** Whether a name begins the subject of a commit: fix(auth): password: reject empty strings. */
    static boolean isSubject(String text, int from) {
        if (!text.startsWith(": ", from - 2)) {
            return false;
        }
        int i = from - 3;
        if (Chars.at(text, i) == ')') {
            while (i > from - LONGEST_MARK && Chars.at(text, i) != '(' && !Chars.isBreak(Chars.at(text, i))) {
                i--;
            }
            i--;
        }
        int end = i + 1;
        while (i >= 0 && Chars.isLower(text.charAt(i)) && end - i < LONGEST_SUM + 1) {
            i--;
        }
        return i < end - 1 && COMMITS.contains(text.substring(i + 1, end));
    }
}
