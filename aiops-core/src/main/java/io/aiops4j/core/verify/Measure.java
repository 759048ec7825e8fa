package io.aiops4j.core.verify;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One value of the state and when it is well: by a condition, or by words. Several instances of a thing have the same value each:
 * {@code pool.waiting} stands for {@code pool/orders.waiting} too.
 *
 * @param value the name of the value
 * @param check what holds when it is well, or null where words say it
 * @param well words that say that it is well
 * @param ill words that say that it is not
 */
record Measure(String value, @Nullable Check check, Set<String> well, Set<String> ill) {

    /** The only share that can be more than the whole: of one core. */
    private static final String OF_ONE_CORE = "process.cpu_percent";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    enum Health {
        WELL,
        ILL,
        UNKNOWN
    }

    static Measure of(String condition) {
        Check check = Check.parse(condition);
        return new Measure(check.subject(), check, Set.of(), Set.of());
    }

    static Measure words(String value, Set<String> well, Set<String> ill) {
        return new Measure(value, null, well, ill);
    }

    /** The names under which this value stands in a state. */
    Set<String> names(Collection<String> known) {
        Set<String> names = new TreeSet<>();
        for (String name : known) {
            if (name.equals(value) || isInstance(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean isInstance(String name) {
        int dot = value.indexOf('.');
        return dot > 0
                && name.length() > value.length()
                && name.startsWith(value.substring(0, dot) + "/")
                && name.endsWith(value.substring(dot))
                && Operand.isName(name);
    }

    /** How the value of this name is in a state; what it cannot read, or what cannot be, is not known. */
    Health health(StateSnapshot state, String name) {
        String text = state.value(name);
        if (text == null || isImpossible(name, Operand.number(text))) {
            return Health.UNKNOWN;
        }
        if (check == null) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            return well.contains(word) ? Health.WELL : ill.contains(word) ? Health.ILL : Health.UNKNOWN;
        }
        return switch (renamed(check, name).test(state, parameter -> null)) {
            case HOLDS -> Health.WELL;
            case FAILS -> Health.ILL;
            case UNKNOWN -> Health.UNKNOWN;
        };
    }

    // -1 is how many say that they do not know; a share of 8,700 is in another unit
    private boolean isImpossible(String name, @Nullable BigDecimal number) {
        return number != null
                && ((number.signum() < 0 && isUpper())
                        || (name.endsWith("_percent") && !value.equals(OF_ONE_CORE) && number.compareTo(HUNDRED) > 0));
    }

    private Check renamed(Check same, String name) {
        return name.equals(value) ? same : new Check(name + same.text().substring(value.length()));
    }

    /** Whether less is better. */
    boolean isUpper() {
        return sign().startsWith("<");
    }

    private String sign() {
        return check == null ? "" : check.text().substring(value.length()).strip();
    }

    /** The number that it must keep to, or null. */
    @Nullable
    BigDecimal limit() {
        boolean order = sign().startsWith("<") || sign().startsWith(">");
        return check == null || !order ? null : Operand.number(sign().substring(sign().lastIndexOf(' ') + 1));
    }

    /** How far it is within its limit, or null where that is no number. */
    @Nullable
    BigDecimal margin(StateSnapshot state, String name) {
        BigDecimal number = Operand.number(state.value(name));
        BigDecimal limit = limit();
        if (number == null || limit == null) {
            return null;
        }
        return isUpper() ? limit.subtract(number) : number.subtract(limit);
    }

    /** The same with another limit. */
    Measure limited(double other) {
        String number = BigDecimal.valueOf(other).stripTrailingZeros().toPlainString();
        String operator = sign().substring(0, sign().indexOf(' '));
        return of(value + " " + operator + " " + number);
    }

    /** When it is well, for people. */
    String condition(String name) {
        return check == null
                ? name + " is one of " + new TreeSet<>(well)
                : renamed(check, name).text();
    }
}
