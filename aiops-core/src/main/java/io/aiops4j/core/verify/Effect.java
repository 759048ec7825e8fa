package io.aiops4j.core.verify;

import io.aiops4j.core.AiopsException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an action is declared to do to the state: {@code heap.configured = ${mb}}, {@code heap.limit = heap.configured},
 * {@code status = 'running'}. Runs are simulated by it.
 *
 * <pre>{@code
 * StateSnapshot after = Effect.parse("heap.limit = heap.configured").apply(before, name -> null);
 * }</pre>
 *
 * @param text the effect as it was written
 */
public record Effect(String text) {

    private static final String SIGN = " = ";

    /** Refuses what is not an effect. */
    public Effect {
        text = text.strip();
        parse(text, text.indexOf(SIGN));
    }

    /** Reads an effect. */
    public static Effect parse(String text) {
        return new Effect(text);
    }

    /** The value of the state that changes. */
    public String subject() {
        return text.substring(0, text.indexOf(SIGN)).strip();
    }

    /** The parameter that the value comes from, or null when it comes from elsewhere. */
    public @Nullable String parameter() {
        return operand() instanceof Operand.Given given ? given.parameter() : null;
    }

    /** The value of the state that it is copied from, or null when it comes from elsewhere. */
    public @Nullable String origin() {
        return operand() instanceof Operand.State state ? state.name() : null;
    }

    /** The state after this effect; unchanged where the new value is not known. */
    public StateSnapshot apply(StateSnapshot before, Function<String, @Nullable String> parameters) {
        String value = operand().resolve(parameters, before);
        return value == null ? before : before.with(subject(), value);
    }

    @Override
    public String toString() {
        return text;
    }

    private Operand operand() {
        return parse(text, text.indexOf(SIGN));
    }

    private static Operand parse(String text, int sign) {
        if (sign <= 0 || !Operand.isName(text.substring(0, sign).strip())) {
            throw new AiopsException(
                    "Not an effect: '" + text + "'. Write the state value that changes, ' = ' and where its"
                            + " new value comes from, for instance: heap.limit = ${mb}");
        }
        return Operand.parse(text.substring(sign + SIGN.length()).strip(), text);
    }
}
