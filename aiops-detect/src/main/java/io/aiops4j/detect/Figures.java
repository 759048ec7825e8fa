package io.aiops4j.detect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Figures as people read them, the same in every locale. */
final class Figures {

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_TO = 1e15;
    private static final double WHOLE_FROM = 1000;
    private static final double TENTHS_TO = 10;

    private Figures() {}

    /** From 1000 on as whole numbers, below with four digits; very small and very large ones with an exponent. */
    static String of(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        if (size < PLAIN_FROM || size >= PLAIN_TO) {
            return exact.round(FOUR_DIGITS).stripTrailingZeros().toString();
        }
        BigDecimal rounded = size >= WHOLE_FROM ? exact.setScale(0, RoundingMode.HALF_EVEN) : exact.round(FOUR_DIGITS);
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** Such as {@code 3.2 times}. */
    static String times(double ratio) {
        return (ratio < TENTHS_TO ? Double.toString(Math.rint(ratio * 10) / 10) : Long.toString(Math.round(ratio)))
                + " times";
    }
}
