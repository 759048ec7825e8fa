package io.aiops4j.core.runbook;

import io.aiops4j.core.Client;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values that templates and checks of a run may ask for: the runbook's parameters with their presets, and the target.
 *
 * <pre>{@code
 * RunValues values = RunValues.of(runbook, request.parameters(), client, target);
 * }</pre>
 *
 * @param values by name
 */
public record RunValues(Map<String, String> values) implements Function<String, @Nullable String> {

    /** The names that every runbook may ask for. */
    public static final List<String> BUILT_IN = List.of("client", "target", "target.service", "target.instance");

    /** Copies the values. */
    public RunValues {
        values = Map.copyOf(values);
    }

    /** The values of one run. */
    public static RunValues of(Runbook runbook, Map<String, String> given, Client client, Target target) {
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : runbook.parameters()) {
            String value = given.getOrDefault(parameter.name(), parameter.preset());
            if (value != null) {
                values.put(parameter.name(), value);
            }
        }
        values.put("client", client.id());
        values.put("target", target.toString());
        values.put("target.service", target.service());
        values.put("target.instance", target.instance() == null ? "" : target.instance());
        return new RunValues(values);
    }

    @Override
    public @Nullable String apply(String name) {
        return values.get(name);
    }

    /** The parameters of one step, with the action's presets; null for one whose value is not known. */
    public Map<String, @Nullable String> of(Step step, ActionSignature signature) {
        Map<String, @Nullable String> resolved = new HashMap<>();
        for (Parameter parameter : signature.parameters()) {
            String template = step.parameters().get(parameter.name());
            resolved.put(parameter.name(), template == null ? parameter.preset() : Template.fill(template, this));
        }
        return resolved;
    }
}
