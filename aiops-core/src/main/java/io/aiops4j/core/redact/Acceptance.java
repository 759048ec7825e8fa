package io.aiops4j.core.redact;

import io.aiops4j.core.redact.Gap.Mode;

/** Whether the value of a name is a secret: the surer the name, the less the value must look like one. */
final class Acceptance {

    private static final int SHORTEST_PASSWORD = 3;
    private static final int SHORTEST_TOKEN = 6;
    private static final int SHORTEST_KEY = 16;
    private static final int SHORTEST_RESTLESS = 12;
    private static final int SHORTEST_SESSION = 10;
    private static final int LONGEST_PIN = 10;
    private static final int SUM = 32;
    private static final int SHORTEST_PHONE = 7;

    private Acceptance() {}

    static boolean accepts(String value, KeyName name, Mode mode, boolean quoted) {
        int last = value.length() - 1;
        if (mode.isLoose() && !quoted && last > 0 && (value.charAt(last) == '?' || value.charAt(last) == '!')) {
            return accepts(value.substring(0, last), name, mode, false); // the sentence ends so
        }
        if (mode.isLoose() && (isFigure(value) || value.startsWith("--"))) {
            return false;
        }
        if (value.indexOf(Chars.HOLE) == 0 || ValueLook.isReference(value) || References.isMessage(value)) {
            return false;
        }
        boolean strict = name.strict() || (mode.isLoose() && (!quoted || value.indexOf(' ') >= 0));
        if (mode == Mode.TOLD && name.strength() == KeyName.Strength.PASSWORD && isMadeUp(value)) {
            return true;
        }
        if (mode == Mode.PROSE && name.strength() == KeyName.Strength.PASSWORD && isNumbered(value)) {
            return true;
        }
        if (mode == Mode.PROSE && name.kind().equals("credential") && isPair(value)) {
            return true;
        }
        return switch (name.strength()) {
            case PASSWORD -> isPassword(value, strict, quoted);
            case TOKEN ->
                (mode != Mode.PROSE || !ValueLook.isObject(value)) && isToken(value, name, mode, strict, quoted);
            case WEAK -> mode.isLoose() ? name.kind().equals("session") && isSession(value) : isKey(value, name.kind());
            case DIGITS ->
                isPin(value)
                        || (ValueLook.isRandom(value)
                                && (!mode.isLoose() || (value.indexOf('-') > 0 && digits(value) > 1)));
            case PHONE ->
                digits(value) >= SHORTEST_PHONE
                        && digits(value) * 2 > value.length()
                        && (!mode.isLoose() || value.charAt(0) == '0' || value.charAt(0) == '+');
            case SOCIAL -> digits(value) == 9 && value.length() <= 11;
            case NONE, AUTHORIZATION, COOKIE -> false;
        };
    }

    // what nobody says about a password: a phrase, a word with digits, many digits, a long word that is no attribute
    private static boolean isMadeUp(String value) {
        if (ValueLook.isDigits(value)) {
            return value.length() >= SHORTEST_TOKEN;
        }
        boolean named = ValueLook.isResource(value) && value.indexOf('/') < 0 && value.indexOf(':') < 0;
        boolean numbered = named
                && digits(value) > 0
                && value.length() >= SHORTEST_TOKEN
                && !ValueLook.isAlgorithm(value)
                && Chars.isLetter(value.charAt(0));
        boolean word = ValueLook.isWord(value) && value.length() >= SHORTEST_SESSION && !ValueLook.isAttribute(value);
        return numbered || word || isRestless(value) || ValueLook.isPhrase(value);
    }

    // Maple0463
    private static boolean isNumbered(String value) {
        int letters = 0;
        while (letters < value.length() && Chars.isLetter(value.charAt(letters))) {
            letters++;
        }
        return letters > SHORTEST_PASSWORD
                && value.length() - letters >= SHORTEST_PASSWORD
                && ValueLook.isDigits(value.substring(letters))
                && !ValueLook.isAlgorithm(value);
    }

    private static boolean isPassword(String value, boolean strict, boolean quoted) {
        if (strict) {
            return ValueLook.isRandom(value) && !isTime(value);
        }
        return value.length() >= SHORTEST_PASSWORD || (quoted && !ValueLook.isDigits(value));
    }

    private static boolean isToken(String value, KeyName name, Mode mode, boolean strict, boolean quoted) {
        boolean sure = !mode.isLoose() && mode != Mode.COLON;
        return isToken(value, strict, sure, quoted)
                || (!strict && mode == Mode.EQUALS && isOpening(value, name.kind()))
                || (!strict
                        && (quoted || (mode == Mode.EQUALS && words(value) > SHORTEST_PASSWORD))
                        && name.kind().equals("secret")
                        && ValueLook.isPhrase(value));
    }

    private static boolean isToken(String value, boolean strict, boolean sure, boolean quoted) {
        if (strict) {
            boolean random = ValueLook.isRandom(value) && !isTime(value) && value.indexOf("://") < 0;
            return ValueLook.isUuid(value) || (random && value.length() >= SHORTEST_SESSION);
        }
        if (value.length() < SHORTEST_TOKEN || (ValueLook.isDigits(value) && value.length() < SHORTEST_KEY)) {
            return false;
        }
        if (ValueLook.isWord(value) || (value.indexOf(' ') >= 0 && !quoted)) {
            return sure && quoted && value.indexOf(' ') < 0;
        }
        boolean named = sure || quoted;
        return named
                ? !isPlainName(value)
                : !ValueLook.isResource(value) || ValueLook.isScrambled(value) || isRestless(value);
    }

    private static int words(String value) {
        return (int) value.chars().filter(c -> c == '-' || c == '_' || c == '.').count() + 1;
    }

    // authKey=violetcompass: one long word behind a name that says more than that there is a secret
    private static boolean isOpening(String value, String kind) {
        boolean telling = kind.equals("api-key") || kind.equals("credential") || kind.equals("private-key");
        boolean word = value.length() >= SHORTEST_SESSION && ValueLook.isWord(value) && !ValueLook.isThing(value);
        return word && (telling || (kind.equals("secret") && !endsWithThing(value)));
    }

    // mysqlcredentials
    private static boolean endsWithThing(String value) {
        for (int i = 1; i <= value.length() - SHORTEST_PASSWORD; i++) {
            if (ValueLook.isThing(value.substring(i))) {
                return true;
            }
        }
        return false;
    }

    // prompt=1532, id="x"
    private static boolean isFigure(String value) {
        int sign = value.indexOf('=');
        if (sign > 0 && Chars.isQuote(Chars.at(value, sign + 1)) && ValueLook.isResource(value.substring(0, sign))) {
            return true;
        }
        return sign > 0 && sign < value.length() - 1 && ValueLook.isDigits(value.substring(sign + 1));
    }

    // user:a-phrase
    private static boolean isPair(String value) {
        int colon = value.indexOf(':');
        return colon > 1
                && colon == value.lastIndexOf(':')
                && value.indexOf('/') < 0
                && value.length() - colon > SHORTEST_SESSION
                && hasLetter(value.substring(colon));
    }

    // my-app-credentials, com.example.TokenStore
    private static boolean isPlainName(String value) {
        return ValueLook.isResource(value) && digits(value) == 0 && !ValueLook.isScrambled(value) && !isRestless(value);
    }

    // letters alone, and more large ones than the name of a class has words
    private static boolean isRestless(String value) {
        int upper = 0;
        for (int i = 0; i < value.length(); i++) {
            if (!Chars.isLetter(value.charAt(i))) {
                return false;
            }
            upper += Chars.isUpper(value.charAt(i)) ? 1 : 0;
        }
        return value.length() >= SHORTEST_RESTLESS && upper * 5 > value.length() && upper < value.length();
    }

    // Linux-maven-59555cfe...: the key of something that is stored by its sum
    private static boolean endsWithSum(String value) {
        int dash = Math.max(value.lastIndexOf('-'), value.lastIndexOf(':'));
        return value.length() - dash > SUM && ValueLook.isHex(value.substring(dash + 1));
    }

    // Session 0f8fad5b-d9cb-469f-a165-70867728950e, with dashes or without
    private static boolean isSession(String value) {
        return ValueLook.isUuid(value) || (value.length() == SUM && ValueLook.isHex(value) && digits(value) > 0);
    }

    private static boolean isKey(String value, String kind) {
        if (kind.equals("session") || kind.equals("signature") || kind.equals("token")) {
            return value.length() >= SHORTEST_SESSION
                    && digits(value) > 0
                    && hasLetter(value)
                    && !ValueLook.isResource(value)
                    && value.indexOf(' ') < 0;
        }
        return value.length() >= SHORTEST_KEY
                && ValueLook.isRandom(value)
                && value.indexOf(' ') < 0
                && !ValueLook.isHex(value)
                && value.indexOf("://") < 0
                && !endsWithSum(value)
                && ValueLook.isDense(value);
    }

    private static boolean isPin(String value) {
        return ValueLook.isDigits(value) && value.length() >= SHORTEST_PASSWORD && value.length() <= LONGEST_PIN;
    }

    private static boolean isTime(String value) {
        return value.length() > 4
                && Chars.isDigit(value.charAt(0))
                && Chars.isDigit(value.charAt(1))
                && value.indexOf(':') > 0;
    }

    private static boolean hasLetter(String value) {
        return value.chars().anyMatch(c -> Chars.isLetter((char) c));
    }

    private static int digits(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            digits += Chars.isDigit(value.charAt(i)) ? 1 : 0;
        }
        return digits;
    }
}
