package io.aiops4j.core.verify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one probe read, in plain decimals with at most one digit behind the point; what is not known is not there. */
final class Readings {

    private static final double MB = 1 << 20;

    private final Map<String, String> values = new LinkedHashMap<>();

    /** A number, unless it is none. */
    Readings number(String name, double value) {
        if (Double.isFinite(value)) {
            values.put(
                    name,
                    BigDecimal.valueOf(value)
                            .setScale(1, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        return this;
    }

    /** Bytes in megabytes; a negative number of them is not known. */
    Readings megabytes(String name, double bytes) {
        return bytes < 0 ? this : number(name, bytes / MB);
    }

    /** A share of a whole; of nothing there is none. */
    Readings percent(String name, double part, double whole) {
        return whole > 0 && part >= 0 ? number(name, part * 100 / whole) : this;
    }

    Readings number(String name, long value) {
        return number(name, (double) value);
    }

    Readings megabytes(String name, long bytes) {
        return megabytes(name, (double) bytes);
    }

    Readings percent(String name, long part, long whole) {
        return percent(name, (double) part, (double) whole);
    }

    Readings text(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    Map<String, String> values() {
        return values;
    }
}
