package io.aiops4j.learning.success;

import io.aiops4j.core.verify.Check;
import io.aiops4j.core.verify.StateSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a fix brought about each time, as conditions: what did not hold before it in any of the incidents, and held after it in all. */
final class Brought {

    /** The most conditions: the more there are, the less it takes that one does not hold for another reason. */
    static final int MOST = 5;

    /** The longest word, such as running, and number of a state; beyond that it is a text, or no figure. */
    static final int LONGEST = 40;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Brought() {}

    /** The conditions that hold in each of the states after, and in none of those before. */
    static List<Check> about(List<StateSnapshot> before, List<StateSnapshot> after) {
        List<Check> all = new ArrayList<>();
        for (String name : new TreeSet<>(after.get(0).values().keySet())) {
            String condition = condition(name, values(name, before), values(name, after));
            if (condition != null && all.size() < MOST) {
                all.add(Check.parse(name + condition));
            }
        }
        return all;
    }

    private static List<String> values(String name, List<StateSnapshot> states) {
        List<String> values = new ArrayList<>();
        for (StateSnapshot state : states) {
            String value = state.value(name);
            if (value == null) {
                return List.of();
            }
            values.add(value);
        }
        return values;
    }

    private static @Nullable String condition(String name, List<String> before, List<String> after) {
        if (before.isEmpty() || after.isEmpty() || !isName(name)) {
            return null;
        }
        List<BigDecimal> then = numbers(before);
        List<BigDecimal> now = numbers(after);
        if (!then.isEmpty() && !now.isEmpty()) {
            return Collections.max(now).compareTo(Collections.min(then)) < 0
                    ? " < " + between(Collections.max(now), Collections.min(then))
                    : Collections.min(now).compareTo(Collections.max(then)) > 0
                            ? " > " + between(Collections.max(then), Collections.min(now))
                            : null;
        }
        String value = after.get(0);
        boolean same = after.stream().allMatch(value::equals) && !before.contains(value);
        return same && isWord(value) ? " = '" + value + "'" : null;
    }

    private static List<BigDecimal> numbers(List<String> values) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (String value : values) {
            if (!isNumber(value)) {
                return List.of();
            }
            numbers.add(new BigDecimal(value));
        }
        return numbers;
    }

    // half-way, so that neither what was good nor what was bad stands at the edge
    private static String between(BigDecimal one, BigDecimal other) {
        return one.add(other).divide(TWO).stripTrailingZeros().toPlainString();
    }

    // as conditions name values of the state
    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_/".indexOf(c) >= 0);
    }

    // a proposal is kept for ever, and texts may tell of persons
    private static boolean isWord(String text) {
        return text.length() <= LONGEST
                && !text.isEmpty()
                && isLetter(text.charAt(0))
                && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '-' || c == '_');
    }

    // no exponent: written out, a power of ten could fill the memory
    private static boolean isNumber(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        int point = digits.indexOf('.');
        return text.length() <= LONGEST
                && !digits.isEmpty()
                && point != 0
                && point != digits.length() - 1
                && point == digits.lastIndexOf('.')
                && digits.chars().allMatch(c -> isDigit(c) || c == '.');
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
