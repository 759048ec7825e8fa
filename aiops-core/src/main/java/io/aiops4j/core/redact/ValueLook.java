package io.aiops4j.core.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a value looks like: random, a word, a reference to something, a name of something. */
final class ValueLook {

    /** Values that are none, and what a message says about a secret instead of telling it. */
    private static final Set<String> NO_VALUES = WordList.set("""
            true false yes no none null nil undefined password passwd secret token redacted hidden masked
            filtered required optional unset empty prompt placeholder unknown expired invalid wrong incorrect
            missing is was are has have must should cannot can not for to the a an of in on or and with from by
            as at if it user failed failure error string str bearer basic disabled enabled default changed reset
            provided accepted rejected denied authentication n/a kind service see ask please enter your set
            integer number boolean object text plain varchar char refresh validation check ok found does did do
            will would could may might this that been be mismatch too only file successfully success input
            output new old auto any all no-value - -- ? read
            """);

    /** Words that things are called after. */
    private static final Set<String> INFRASTRUCTURE = WordList.set("""
            secret secrets tls ssl cert certs cred creds credential credentials config key keys token tokens auth
            registry default db database postgres postgresql mysql redis mongo mongodb kafka app apps api service
            services ssh docker pull image ca ingress webhook admin user users prod dev staging test kube system
            my com org io net java spring security server client web core data cluster node pod name file path
            specific kubernetes terraform elasticsearch rabbitmq keycloak jenkins dependent based only case sensitive insensitive protected encrypted
            """);

    private static final Set<String> VARIABLES = WordList.set("""
            var local locals data module each self this props properties config settings env params args request
            req random_password random_string options
            """);
    private static final int PHRASE = 3;
    private static final int SHORTEST_FUNCTION = 4;
    private static final List<String> ATTRIBUTES = WordList.list("""
            ed able ible ive ing ent ant ly al ous ory ary ful less ic ish ion ity ness ment ance ence ects ers
            """);
    private static final List<String> ALGORITHMS =
            WordList.list("sha md5 base64 base32 utf bcrypt argon scrypt pbkdf aes rsa http oauth v1 v2 step phase");
    private static final int UUID = 36;
    private static final int SHORTEST_RANDOM = 6;
    private static final int LONGEST_WORD = 20;
    private static final int LONGEST_REFERENCE = 100;

    private ValueLook() {}

    /** Whether it is no value, or stands for one that is elsewhere. */
    static boolean isReference(String value) {
        // what is longer is no reference but by its beginning
        String lower =
                value.substring(0, Math.min(value.length(), LONGEST_REFERENCE)).toLowerCase(Locale.ROOT);
        if (NO_VALUES.contains(lower) || isOneCharacter(lower)) {
            return true;
        }
        if (lower.startsWith("${") || lower.startsWith("{{") || lower.startsWith("$(") || lower.startsWith("<%")) {
            return true;
        }
        if (lower.startsWith("%") && lower.length() <= 3) {
            return true;
        }
        if (lower.startsWith("$") && isName(lower, 1)) {
            return true;
        }
        if (lower.charAt(0) == '<' && lower.endsWith(">") && isName(lower.substring(1, lower.length() - 1), 0)) {
            return true;
        }
        return isMasked(lower)
                || isCall(lower)
                || isElsewhere(lower)
                || isColumnType(lower)
                || isRemark(lower)
                || References.isNamed(value);
    }

    static boolean isNoValue(String lower) {
        return NO_VALUES.contains(lower);
    }

    // os.environ["X"], System.getenv(...), config.get(...)
    private static boolean isCall(String lower) {
        return isFunction(lower)
                || lower.startsWith("os.environ")
                || lower.startsWith("process.env")
                || lower.startsWith("system.getenv")
                || lower.startsWith("secrets.")
                || lower.startsWith("env(")
                || lower.startsWith("getenv(");
    }

    // props.getProperty(, input(, getpass.getpass()
    private static boolean isFunction(String lower) {
        int open = lower.indexOf('(');
        if (open < SHORTEST_FUNCTION) {
            return false;
        }
        for (int i = 0; i < open; i++) {
            char c = lower.charAt(i);
            if (!Chars.isLower(c) && c != '_' && c != '.') {
                return false;
            }
        }
        char next = Chars.at(lower, open + 1);
        return next == ')' || next == ' ' || Chars.isQuote(next) || lower.indexOf(')', open) > 0;
    }

    // var.db_password, random_password.db.result
    private static boolean isVariable(String lower) {
        int dot = lower.indexOf('.');
        return dot > 0 && VARIABLES.contains(lower.substring(0, dot)) && isResource(lower);
    }

    // varchar(72)
    private static boolean isColumnType(String lower) {
        int open = lower.indexOf('(');
        return open > 2
                && lower.endsWith(")")
                && NO_VALUES.contains(lower.substring(0, open))
                && isDigits(lower.substring(open + 1, lower.length() - 1));
    }

    // (sensitive value): terraform, and others that tell why there is none
    private static boolean isRemark(String lower) {
        return lower.equals("(sensitive") || lower.startsWith("(sensitive value") || lower.equals("(known");
    }

    private static boolean isElsewhere(String lower) {
        return lower.startsWith("vault:")
                || lower.startsWith("arn:aws:secretsmanager:")
                || lower.startsWith("arn:aws:ssm:")
                || lower.startsWith("/run/secrets/")
                || isVariable(lower)
                || lower.startsWith("op://")
                || lower.startsWith("file:/");
    }

    private static boolean isMasked(String lower) {
        if (lower.startsWith("[")
                && lower.endsWith("]")
                && NO_VALUES.contains(lower.substring(1, lower.length() - 1))) {
            return true;
        }
        int shown = 0;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            shown += c == '*' || c == '\u2022' || c == '#' ? 0 : 1;
        }
        return shown == 0;
    }

    private static boolean isOneCharacter(String value) {
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) != value.charAt(0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Chars.isLetter(c) && c != '_' && c != '-' && c != ' ' && c != '.') {
                return false;
            }
        }
        return value.length() > from;
    }

    static boolean isDigits(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Chars.isDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Letters only, in one case but for the first one. */
    static boolean isWord(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Chars.isLetter(c) || (i > 1 && Chars.isUpper(c) != Chars.isUpper(value.charAt(1)))) {
                return false;
            }
        }
        return value.length() <= LONGEST_WORD;
    }

    static boolean isUuid(String value) {
        if (value.length() != UUID) {
            return false;
        }
        for (int i = 0; i < UUID; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? value.charAt(i) != '-' : !Chars.isHex(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Chars.isHex(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Names as resources have them: words and short numbers, parted by dashes, dots, slashes, colons. */
    static boolean isResource(String value) {
        int digits = 0;
        int letters = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean parts = c == '-' || c == '_' || c == '.' || c == '/' || c == ':' || c == '\\' || c == '$';
            if (!parts && !Chars.isLower(c) && !Chars.isUpper(c) && !Chars.isDigit(c)) {
                return false;
            }
            if (Chars.isDigit(c)) {
                digits++;
            } else if (parts) {
                digits = 0;
                letters = 0;
            } else if (digits > 0 || ++letters > LONGEST_WORD) {
                return false;
            }
            if (digits > 4) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word ends as those do that say something about a thing. */
    static boolean isAttribute(String word) {
        return isThing(word)
                || NO_VALUES.contains(word.toLowerCase(Locale.ROOT))
                || ATTRIBUTES.stream()
                        .anyMatch(end -> word.toLowerCase(Locale.ROOT).endsWith(end));
    }

    /** Whether a word with a number is the name of a method, a format or a version. */
    static boolean isAlgorithm(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return ALGORITHMS.stream().anyMatch(lower::startsWith);
    }

    /** One word, and things are called so. */
    static boolean isThing(String word) {
        return INFRASTRUCTURE.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Names as clusters give them to things: a word, and words and short numbers in small letters behind dashes. */
    static boolean isObject(String value) {
        int dash = value.indexOf('-');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Chars.isLower(c) && (i < dash || (c != '-' && !Chars.isDigit(c)))) {
                return false;
            }
        }
        return dash > 2 && value.length() <= LONGEST_REFERENCE / 2;
    }

    /** Three words or more, none of which things are called after: as somebody makes a password up. */
    static boolean isPhrase(String value) {
        if (!isResource(value) || value.indexOf('/') >= 0 || value.indexOf(':') >= 0) {
            return false;
        }
        int parts = 0;
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || !Chars.isAlnum(value.charAt(i))) {
                String part = value.substring(start, i).toLowerCase(Locale.ROOT);
                if (part.isEmpty() || NO_VALUES.contains(part) || INFRASTRUCTURE.contains(part)) {
                    return false;
                }
                parts++;
                start = i + 1;
            }
        }
        return parts >= PHRASE;
    }

    /** Letters and digits or signs mixed, as nobody names a thing. */
    static boolean isRandom(String value) {
        if (value.length() < SHORTEST_RANDOM || isUuid(value) || isResource(value) || value.charAt(0) == '/') {
            return false;
        }
        boolean digit = false;
        boolean letter = false;
        boolean sign = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            digit |= Chars.isDigit(c);
            letter |= Chars.isLetter(c);
            sign |= "!@#$%^&*?~+".indexOf(c) >= 0;
        }
        return letter && (digit || sign);
    }

    /** Large and small letters and digits, mixed all over, as only a generator makes them. */
    static boolean isDense(String value) {
        return isMixed(value, true);
    }

    /** Characters of two kinds mixed all over. */
    static boolean isScrambled(String value) {
        return isMixed(value, false);
    }

    private static boolean isMixed(String value, boolean all) {
        int changes = 0;
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        int before = -1;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int now = Chars.isDigit(c) ? 0 : Chars.isUpper(c) ? 1 : Chars.isLower(c) ? 2 : 3;
            digit |= now == 0;
            upper |= now == 1;
            lower |= now == 2;
            if (now == 3 && "+/=_-.".indexOf(c) < 0) {
                return false;
            }
            changes += now == before || now == 3 || before == 3 ? 0 : 1;
            before = now;
        }
        boolean letters = upper && lower;
        boolean kinds = all ? digit && letters : letters || (digit && (upper || lower));
        return kinds && changes * 3 > value.length();
    }
}
