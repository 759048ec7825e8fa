package io.aiops4j.core.run;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Client;
import io.aiops4j.core.HostCode;
import io.aiops4j.core.Target;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a handler may know of the step that it carries out.
 *
 * <pre>{@code
 * Action.named("set_heap_limit").parameter(Parameter.number("mb"))
 *         .run(step -> ops.heapLimit(step.number("mb").intValueExact()));
 * }</pre>
 *
 * <p>Safe for use by many threads: a handler that timed out may still write while its result is taken.
 */
public final class StepContext {

    /** The most characters of output that are kept. */
    public static final int LONGEST_OUTPUT = 10_000;

    private final Client client;
    private final Target target;
    private final Map<String, String> parameters;
    private final String idempotencyKey;
    private final long fence;
    private final String executionId;
    private final @Nullable String incidentId;
    private final StringBuilder output = new StringBuilder();

    StepContext(
            RunRequest request, Map<String, String> parameters, String idempotencyKey, long fence, String executionId) {
        this.client = request.client();
        this.target = request.target();
        this.incidentId = request.incidentId();
        this.parameters = parameters;
        this.idempotencyKey = idempotencyKey;
        this.fence = fence;
        this.executionId = executionId;
    }

    /** A parameter as text. */
    public String text(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new AiopsException(
                    "The action takes no parameter '" + name + "'. Declare it with parameter(\"" + name + "\").");
        }
        return value;
    }

    /** A parameter as a number. */
    public BigDecimal number(String name) {
        return new BigDecimal(text(name));
    }

    /** All parameters, by name. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Whose systems. */
    public Client client() {
        return client;
    }

    /** What to act on. */
    public Target target() {
        return target;
    }

    /** The same for all attempts at this step of this run, and no other. */
    public String idempotencyKey() {
        return idempotencyKey;
    }

    /**
     * Rises whenever another run gets hold of the target. What remembers the highest number that it saw, and refuses a lower one,
     * cannot be acted on by a node that slept through the end of its turn.
     */
    public long fence() {
        return fence;
    }

    /** The run that this step belongs to. */
    public String executionId() {
        return executionId;
    }

    /** What it is against, or null. */
    public @Nullable String incidentId() {
        return incidentId;
    }

    /** Adds to what is kept as the step's output; what exceeds the bound is cut. */
    public synchronized void output(String text) {
        int room = LONGEST_OUTPUT + 1 - output.length();
        if (room > 0) {
            output.append(text, 0, Math.min(text.length(), room));
        }
    }

    synchronized String output() {
        return HostCode.cut(output.toString(), LONGEST_OUTPUT);
    }
}
