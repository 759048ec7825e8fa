package io.aiops4j.core.redact;

/** Sums by which a number shows that it is one of its kind. */
final class Checksums {

    private static final int DECIMAL = 10;
    private static final int MODULUS = 97;
    private static final int HEAD = 4;

    private Checksums() {}

    /** The last digit of a card number follows from the others; whatever is no digit is passed over. */
    static boolean luhn(String number) {
        int sum = 0;
        int digits = 0;
        for (int i = number.length() - 1; i >= 0; i--) {
            char c = number.charAt(i);
            if (Chars.isDigit(c)) {
                int value = (c - '0') * (digits % 2 + 1);
                sum += value / DECIMAL + value % DECIMAL;
                digits++;
            }
        }
        return digits > 1 && sum % DECIMAL == 0;
    }

    /** An account number with its first four characters moved to the end, letters as numbers, leaves 1. */
    static boolean iban(String account) {
        StringBuilder plain = new StringBuilder(account.length());
        for (int i = 0; i < account.length(); i++) {
            if (Chars.isAlnum(account.charAt(i))) {
                plain.append(account.charAt(i));
            }
        }
        int rest = 0;
        for (int i = 0; i < plain.length(); i++) {
            int value = Character.digit(plain.charAt((i + HEAD) % plain.length()), 36);
            rest = (rest * (value >= DECIMAL ? DECIMAL * DECIMAL : DECIMAL) + value) % MODULUS;
        }
        return rest == 1;
    }
}
