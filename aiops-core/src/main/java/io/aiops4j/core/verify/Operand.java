package io.aiops4j.core.verify;

import io.aiops4j.core.AiopsException;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The right-hand side of a check or an effect: a number, a quoted text, a parameter or another value of the state. */
sealed interface Operand {

    /** Far beyond any real figure. */
    int LONGEST_NUMBER = 100;

    /** What it is worth, or null when that is not known. */
    @Nullable
    String resolve(Function<String, @Nullable String> parameters, StateSnapshot state);

    record Literal(String text) implements Operand {
        @Override
        public String resolve(Function<String, @Nullable String> parameters, StateSnapshot state) {
            return text;
        }
    }

    record Given(String parameter) implements Operand {
        @Override
        public @Nullable String resolve(Function<String, @Nullable String> parameters, StateSnapshot state) {
            return parameters.apply(parameter);
        }
    }

    record State(String name) implements Operand {
        @Override
        public @Nullable String resolve(Function<String, @Nullable String> parameters, StateSnapshot state) {
            return state.value(name);
        }
    }

    static Operand parse(String text, String whole) {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return new Literal(text.substring(1, text.length() - 1));
        }
        if (text.startsWith("${") && text.endsWith("}")) {
            return new Given(text.substring(2, text.length() - 1));
        }
        if (isNumber(text)) {
            return new Literal(text);
        }
        if (!isName(text)) {
            throw new AiopsException("Cannot read '" + text + "' in '" + whole + "'. Write a number, a 'quoted text', a"
                    + " ${parameter} or the name of a state value such as heap.used.");
        }
        return new State(text);
    }

    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '/')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static @Nullable BigDecimal number(@Nullable String text) {
        return text != null && isNumber(text) ? new BigDecimal(text) : null;
    }

    // only plain decimals: what BigDecimal reads beyond them (1E+999999999) is costly to compare
    private static boolean isNumber(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return false; // reading a million digits takes seconds
        }
        int from = text.startsWith("-") ? 1 : 0;
        int dots = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            dots += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return dots <= 1 && text.length() - from > dots;
    }
}
