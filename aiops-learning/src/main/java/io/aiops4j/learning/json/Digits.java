package io.aiops4j.learning.json;

/** What a number of JSON is, and which of them no double can be. */
final class Digits {

    private final String text;
    private int at;

    private Digits(String text) {
        this.text = text;
    }

    static boolean isNumber(String text) {
        return new Digits(text).isNumber();
    }

    private boolean isNumber() {
        take("-");
        int whole = at;
        if (!digits() || (text.charAt(whole) == '0' && at > whole + 1)) {
            return false;
        }
        if (take(".") && !digits()) {
            return false;
        }
        if (take("eE")) {
            take("+-");
            if (!digits()) {
                return false;
            }
        }
        return at == text.length();
    }

    private boolean take(String any) {
        boolean there = at < text.length() && any.indexOf(text.charAt(at)) >= 0;
        at += there ? 1 : 0;
        return there;
    }

    private boolean digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > from;
    }

    /** Whether a reader that makes it a double would get infinity, or zero from what is none. */
    static boolean isBeyond(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (exponent < 0 && number.indexOf('.') < 0) {
            return false; // a whole number is read digit by digit
        }
        double value = Double.parseDouble(number);
        String digits = exponent < 0 ? number : number.substring(0, exponent);
        return Double.isInfinite(value) || (value == 0 && digits.chars().anyMatch(c -> c >= '1' && c <= '9'));
    }
}
