package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import java.util.function.Supplier;

/** A property that cannot be used: which, why, and what to write. */
final class AiopsPropertyException extends AiopsException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String advice;

    private AiopsPropertyException(String problem, String advice) {
        super(problem + " " + advice);
        this.problem = problem;
        this.advice = advice;
    }

    // no cause: what failed may quote the value, and the value may be a secret
    static AiopsPropertyException of(String property, String why, String advice) {
        return new AiopsPropertyException("The property " + property + " cannot be used. " + why, advice);
    }

    /** Lets the library judge a property's value, and names the property when it refuses. */
    static <T> T checked(String property, String advice, Supplier<T> use) {
        try {
            return use.get();
        } catch (AiopsException refusal) {
            throw of(property, String.valueOf(refusal.getMessage()), advice);
        }
    }

    String problem() {
        return problem;
    }

    String advice() {
        return advice;
    }
}
