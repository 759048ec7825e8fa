package io.aiops4j.core.redact;

import java.util.Locale;
import java.util.Set;

/** What stands in the place of a value and is none: a call, a field, a type, an object, a sentence, what is kept elsewhere. */
final class References {

    /** What is written in brackets where a value was left out. */
    private static final Set<String> MASKS = WordList.set("""
            protected secure secured sensitive omitted scrubbed concealed removed suppressed hidden redacted masked
            filtered withheld obfuscated encrypted value secret password token null undefined empty none
            """);

    /** Tags of YAML behind which the name of a value stands. */
    private static final Set<String> TAGS = WordList.set("""
            !ref !getatt !importvalue !findinmap !secret !env !env_var !reference !join !select !split !if !include
            """);

    /** How a sentence about a value begins. */
    private static final Set<String> VERBS = WordList.set("""
            is isn't are must can can't cannot should may has hasn't was does doesn't do don't needs already not
            """);

    private static final Set<String> SUBJECTS = WordList.set("size length field value this it");
    private static final int LONGEST = 200;
    private static final int LONGEST_SUM = 8;

    private References() {}

    /** Whether what stands between two indexes begins a sentence about a value: field is required. */
    static boolean isSubject(String text, int from, int to) {
        int verb = Chars.skipBlanks(text, to);
        int end = verb;
        while (end < Math.min(text.length(), verb + LONGEST_SUM) && !Chars.isSpace(text.charAt(end))) {
            end++;
        }
        return end > verb
                && SUBJECTS.contains(text.substring(from, to).toLowerCase(Locale.ROOT))
                && VERBS.contains(text.substring(verb, end).toLowerCase(Locale.ROOT));
    }

    /** Whether a value names one that is elsewhere, or is what remains where one was left out. */
    static boolean isNamed(String value) {
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        if (value.length() > LONGEST) {
            return false;
        }
        if (value.startsWith(" + ") && value.length() > 3 && Chars.isLetter(value.charAt(3))) {
            return true; // "password=" + name
        }
        if (first == '%' && value.length() > 2) {
            return (last == '%' && isVariable(value.substring(1, value.length() - 1)))
                    || (value.startsWith("%(") && value.endsWith(")s"));
        }
        if (first == ':' || first == '@') {
            return value.length() > 2 && isSecretName(value.substring(1));
        }
        if (first == '{' && last == '}') {
            return isWords(value, 1, value.length() - 1);
        }
        if ((first == '[' && last == ']') || (first == '(' && last == ')') || (first == '*' && last == '*')) {
            return MASKS.contains(inner(value));
        }
        if (first == '!') {
            int blank = value.indexOf(' ');
            return TAGS.contains((blank < 0 ? value : value.substring(0, blank)).toLowerCase(Locale.ROOT));
        }
        return value.regionMatches(true, 0, "$env:", 0, 5) || isScheme(value) || isObject(value);
    }

    private static String inner(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && "[(*".indexOf(value.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "])*".indexOf(value.charAt(to - 1)) >= 0) {
            to--;
        }
        return value.substring(from, to).toLowerCase(Locale.ROOT);
    }

    // DB_PASSWORD, env(DB_PASSWORD), database_password between percent signs
    private static boolean isVariable(String name) {
        if (name.startsWith("env(") && name.endsWith(")")) {
            return true;
        }
        boolean upper = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            upper &= Chars.isUpper(c) || Chars.isDigit(c) || c == '_';
            if (!Chars.isAlnum(c) && c != '_' && c != '.') {
                return false;
            }
        }
        return (upper && name.indexOf('_') > 0) || isSecretName(name);
    }

    private static boolean isSecretName(String name) {
        return isWords(name, 0, name.length())
                && KeyName.of(name, 0, name.length()).strength() != KeyName.Strength.NONE;
    }

    private static boolean isWords(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Chars.isLetter(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return to > from;
    }

    // ref+vault://secret/db#/password
    private static boolean isScheme(String value) {
        return value.startsWith("ref+") && value.indexOf("://") > 0;
    }

    // com.acme.Token@5e2de80c
    private static boolean isObject(String value) {
        int at = value.indexOf('@');
        int dot = value.lastIndexOf('.', at);
        return dot > 0
                && value.length() - at - 1 <= LONGEST_SUM
                && at < value.length() - 1
                && ValueLook.isHex(value.substring(at + 1))
                && Chars.isUpper(Chars.at(value, dot + 1))
                && isClass(value, at);
    }

    private static boolean isClass(String value, int to) {
        for (int i = 0; i < to; i++) {
            char c = value.charAt(i);
            if (!Chars.isAlnum(c) && c != '.' && c != '_' && c != '$') {
                return false;
            }
        }
        return Chars.isLower(value.charAt(0));
    }

    /** Whether a word is one that is written where a value was left out. */
    static boolean isMask(String word) {
        return MASKS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether words say something about a value: can't be blank, size must be between 8 and 64. */
    static boolean isMessage(String value) {
        int blank = value.indexOf(' ');
        if (blank < 1 || value.length() > LONGEST) {
            return false;
        }
        int next = value.indexOf(' ', blank + 1);
        String first = value.substring(0, blank).toLowerCase(Locale.ROOT);
        String second =
                value.substring(blank + 1, next < 0 ? value.length() : next).toLowerCase(Locale.ROOT);
        return VERBS.contains(first) || (SUBJECTS.contains(first) && VERBS.contains(second));
    }
}
