package io.aiops4j.core;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A named value that a runbook or an action takes, with the bounds that it must keep.
 *
 * <pre>{@code
 * Parameter limit = Parameter.number("limit_mb").between(256, 4096).or("1024");
 * }</pre>
 *
 * @param name the parameter's name
 * @param type text, number or boolean
 * @param preset the value when none is given, or null when one must be given
 * @param allowed the values that are allowed; empty means any
 * @param min the least number, or null
 * @param max the greatest number, or null
 */
public record Parameter(
        String name,
        Type type,
        @Nullable String preset,
        Set<String> allowed,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {

    /** The longest value that is accepted. */
    public static final int LONGEST_VALUE = 4096;

    /** What a value must look like. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** A decimal number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN
    }

    /** Copies the allowed values, sorted. */
    public Parameter {
        Text.requireName("parameter", name);
        allowed = java.util.Collections.unmodifiableSet(new TreeSet<>(allowed));
    }

    /** A parameter that takes text. */
    public static Parameter text(String name) {
        return new Parameter(name, Type.TEXT, null, Set.of(), null, null);
    }

    /** A parameter that takes a number. */
    public static Parameter number(String name) {
        return new Parameter(name, Type.NUMBER, null, Set.of(), null, null);
    }

    /** The same parameter with a value for when none is given. */
    public Parameter or(String value) {
        return new Parameter(name, type, value, allowed, min, max);
    }

    /** The same parameter, restricted to these values. */
    public Parameter oneOf(String... values) {
        return new Parameter(name, type, preset, Set.of(values), min, max);
    }

    /** The same parameter, restricted to numbers from {@code least} to {@code greatest}. */
    public Parameter between(long least, long greatest) {
        return new Parameter(name, type, preset, allowed, BigDecimal.valueOf(least), BigDecimal.valueOf(greatest));
    }

    /** Whether the other one takes each value that this one takes. */
    public boolean isWithin(Parameter outer) {
        boolean values = outer.allowed.isEmpty() || (!allowed.isEmpty() && outer.allowed.containsAll(allowed));
        boolean least = outer.min == null || atMost(outer.min, min);
        boolean most = outer.max == null || atMost(max, outer.max);
        boolean typed = type == outer.type || outer.type == Type.TEXT;
        return typed && values && (!allowed.isEmpty() || (least && most));
    }

    private static boolean atMost(@Nullable BigDecimal less, @Nullable BigDecimal more) {
        return less != null && more != null && less.compareTo(more) <= 0;
    }

    /** Says why the value is not acceptable, or null when it is. */
    public @Nullable String refusal(String value) {
        if (value.length() > LONGEST_VALUE) {
            return "it has " + value.length() + " characters, and " + LONGEST_VALUE + " is the most";
        }
        if (Text.isBroken(value)) {
            return "it has half a surrogate pair, which no file and no database keeps";
        }
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            return "it must be one of " + String.join(", ", allowed);
        }
        return switch (type) {
            case TEXT -> null;
            case BOOLEAN -> "true".equals(value) || "false".equals(value) ? null : "it must be true or false";
            case NUMBER -> numberRefusal(value);
        };
    }

    private @Nullable String numberRefusal(String value) {
        BigDecimal number = Text.number(value);
        if (number == null) {
            return "it must be a decimal number";
        }
        if (min != null && number.compareTo(min) < 0) {
            return "it must be at least " + min.toPlainString();
        }
        if (max != null && number.compareTo(max) > 0) {
            return "it must be at most " + max.toPlainString();
        }
        return null;
    }
}
