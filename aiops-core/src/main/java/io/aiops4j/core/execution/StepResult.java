package io.aiops4j.core.execution;

import io.aiops4j.core.redact.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of one step.
 *
 * <pre>{@code
 * result.steps().stream().filter(step -> step.status() != StepResult.Status.DONE).forEach(System.out::println);
 * }</pre>
 *
 * @param name the step's name
 * @param action the action's name
 * @param parameters the values that the handler got
 * @param status done, failed or timed out
 * @param attempts how often it was tried
 * @param started when
 * @param duration of all attempts
 * @param output what the handler said, cut to a bound
 * @param error what went wrong, or null
 * @param failure what kind of failure that was, where its action could tell; or null
 */
public record StepResult(
        String name,
        String action,
        Map<String, String> parameters,
        Status status,
        int attempts,
        Instant started,
        Duration duration,
        String output,
        @Nullable String error,
        @Nullable FailureType failure) {

    /** What came of a step. */
    public enum Status {
        /** It did what it says, and its check held. */
        DONE,
        /** The handler threw, or the check did not hold. */
        FAILED,
        /** The handler did not come back in time. */
        TIMED_OUT,
        /** The node went down during it, and nobody can tell what it did. */
        IN_DOUBT
    }

    /** Copies the parameters, sorted. */
    public StepResult {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** The same with placeholders for what is secret; itself when nothing is. */
    public StepResult redacted(Redaction redaction) {
        Map<String, String> values = redaction.texts(parameters);
        String said = redaction.text(output);
        String wrong = error == null ? null : redaction.text(error);
        boolean same = values.equals(parameters) && said.equals(output) && Objects.equals(wrong, error);
        return same
                ? this
                : new StepResult(name, action, values, status, attempts, started, duration, said, wrong, failure);
    }

    /** Whether it did what it says. */
    public boolean done() {
        return status == Status.DONE;
    }
}
