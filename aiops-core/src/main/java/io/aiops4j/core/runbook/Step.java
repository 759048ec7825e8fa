package io.aiops4j.core.runbook;

import io.aiops4j.core.verify.Check;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One step of a runbook: an action from the catalogue with its parameters, and how to tell and what to do when it fails.
 *
 * <pre>{@code
 * steps:
 *   - name: restart
 *     action: restart_service
 *     parameters: {service: "${target.service}"}
 *     timeout: 30s
 * }</pre>
 *
 * @param name what people call it, unique in its runbook
 * @param action the action's name
 * @param parameters the action's parameters; {@code ${name}} stands for a parameter of the runbook
 * @param check what must hold after it, or null
 * @param timeout how long one attempt may take
 * @param retries how many further attempts a failing one gets; only for idempotent actions
 * @param pause the pause before each further attempt
 * @param onFailure what happens when it fails for good
 */
public record Step(
        String name,
        String action,
        Map<String, String> parameters,
        @Nullable Check check,
        Duration timeout,
        int retries,
        Duration pause,
        OnFailure onFailure) {

    /** How long an attempt may take when nothing is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** The longest time that an attempt may be given. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /** The most further attempts. */
    public static final int MOST_RETRIES = 10;

    /** The longest pause between attempts. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** What happens when a step fails for good. */
    public enum OnFailure {
        /** The run ends here. */
        STOP,
        /** The run goes on with the next step. */
        CONTINUE,
        /** The run ends here, and the roll-back steps are run. */
        ROLL_BACK
    }

    /** Copies the parameters, sorted. */
    public Step {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    // beyond a bound there is a fault anyway, and the sum must not overflow
    static Duration longest(List<Step> steps) {
        Duration sum = Duration.ZERO;
        for (Step step : steps) {
            int more = Math.max(0, Math.min(step.retries(), MOST_RETRIES));
            Duration attempt = step.timeout().compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : step.timeout();
            Duration between = step.pause().compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : step.pause();
            sum = sum.plus(attempt.isNegative() ? Duration.ZERO : attempt.multipliedBy(more + 1L))
                    .plus(between.isNegative() ? Duration.ZERO : between.multipliedBy(more));
        }
        return sum;
    }

    /** The same step with further attempts. */
    public Step retrying(int times, Duration between) {
        return new Step(name, action, parameters, check, timeout, times, between, onFailure);
    }

    /** The same step with one parameter changed. */
    public Step with(String parameter, String value) {
        Map<String, String> changed = new TreeMap<>(parameters);
        changed.put(parameter, value);
        return new Step(name, action, changed, check, timeout, retries, pause, onFailure);
    }
}
