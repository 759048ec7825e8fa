package io.aiops4j.core.verify;

import io.aiops4j.core.AiopsException;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the state of a target, as people write it: {@code heap.limit > heap.used}, {@code status = 'running'},
 * {@code disk.used_percent < ${limit}}. On the left stands a value of the state; on the right a number, a quoted text, a
 * parameter or another value.
 *
 * <pre>{@code
 * Check.Result result = Check.parse("heap.limit > heap.used").test(snapshot, name -> null);
 * }</pre>
 *
 * @param text the condition as it was written
 */
public record Check(String text) {

    /** What a condition came to. */
    public enum Result {
        /** It holds. */
        HOLDS,
        /** It does not hold. */
        FAILS,
        /** A value that it needs is not known. */
        UNKNOWN
    }

    /** Refuses what is not a condition. */
    public Check {
        text = text.strip();
        Parsed.of(text);
    }

    /** Reads a condition. */
    public static Check parse(String text) {
        return new Check(text);
    }

    /** The value of the state that the condition is about. */
    public String subject() {
        return Parsed.of(text).left();
    }

    /** The parameter that it compares with, or null. */
    public @Nullable String parameter() {
        return Parsed.of(text).right() instanceof Operand.Given given ? given.parameter() : null;
    }

    /** The value of the state that it compares with, or null when it compares with something else. */
    public @Nullable String against() {
        return Parsed.of(text).right() instanceof Operand.State state ? state.name() : null;
    }

    /** Whether the condition holds in this state. */
    public Result test(StateSnapshot state, Function<String, @Nullable String> parameters) {
        Parsed parsed = Parsed.of(text);
        String left = state.value(parsed.left());
        String right = parsed.right().resolve(parameters, state);
        if (left == null || right == null) {
            return Result.UNKNOWN;
        }
        BigDecimal leftNumber = Operand.number(left);
        BigDecimal rightNumber = Operand.number(right);
        boolean numbers = leftNumber != null && rightNumber != null;
        if (!numbers && parsed.operator().isOrder()) {
            return Result.UNKNOWN;
        }
        int order =
                leftNumber != null && rightNumber != null ? leftNumber.compareTo(rightNumber) : left.compareTo(right);
        return parsed.operator().holds(order) ? Result.HOLDS : Result.FAILS;
    }

    /** What the condition compares with in this state, or null when that is not known. */
    public @Nullable String bound(StateSnapshot state, Function<String, @Nullable String> parameters) {
        return Parsed.of(text).right().resolve(parameters, state);
    }

    @Override
    public String toString() {
        return text;
    }

    private enum Operator {
        AT_LEAST(">="),
        AT_MOST("<="),
        OTHER_THAN("!="),
        ABOVE(">"),
        BELOW("<"),
        EQUAL("=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        boolean isOrder() {
            return this != EQUAL && this != OTHER_THAN;
        }

        boolean holds(int order) {
            return switch (this) {
                case AT_LEAST -> order >= 0;
                case AT_MOST -> order <= 0;
                case OTHER_THAN -> order != 0;
                case ABOVE -> order > 0;
                case BELOW -> order < 0;
                case EQUAL -> order == 0;
            };
        }
    }

    private record Parsed(String left, Operator operator, Operand right) {

        static Parsed of(String text) {
            int blank = text.indexOf(' ');
            String left = blank < 0 ? text : text.substring(0, blank);
            String rest = blank < 0 ? "" : text.substring(blank + 1).strip();
            for (Operator operator : Operator.values()) {
                if (rest.startsWith(operator.sign + " ") && Operand.isName(left)) {
                    return new Parsed(
                            left,
                            operator,
                            Operand.parse(rest.substring(operator.sign.length()).strip(), text));
                }
            }
            throw new AiopsException(
                    "Not a condition: '" + text + "'. Write a state value, one of = != < <= > >= and what"
                            + " to compare with, parted by blanks, for instance: heap.used < 900");
        }
    }
}
