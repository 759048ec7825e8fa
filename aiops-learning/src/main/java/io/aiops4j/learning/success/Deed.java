package io.aiops4j.learning.success;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.runbook.ActionSignature;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done, in the words of a runbook: an action, and values in which the target of the incident stands as a template. So
 * the same done to another target is the same.
 */
record Deed(String action, Map<String, String> parameters) {

    // what names a target by its name alone, whatever was acted on
    private static final Map<String, String> NAMED = Map.of(
            "service", "${target.service}",
            "target", "${target}",
            "instance", "${target.instance}",
            "host", "${target.instance}",
            "node", "${target.instance}",
            "client", "${client}");

    private static final Set<String> TEMPLATES = Set.copyOf(NAMED.values());

    Deed {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** What an execution did: each of its steps; or, where it tells of none, the action that it is named like, with its labels as values. */
    static List<Deed> of(ExecutionResult result, Target target, Function<String, @Nullable ActionSignature> catalogue) {
        Map<String, String> templates = templates(result.client(), target);
        if (!result.steps().isEmpty()) {
            return result.steps().stream()
                    .filter(StepResult::done)
                    .map(step -> new Deed(step.action(), told(step.parameters(), templates)))
                    .toList();
        }
        ActionSignature signature = catalogue.apply(result.runbookId());
        Map<String, String> values = new TreeMap<>();
        List<Parameter> parameters = signature == null ? List.of() : signature.parameters();
        for (Parameter parameter : parameters) {
            String value = result.labels().get(parameter.name());
            String template = NAMED.get(parameter.name());
            if (value != null) {
                values.put(parameter.name(), told(value, templates));
            } else if (template != null && templates.containsValue(template) && parameter.preset() == null) {
                values.put(parameter.name(), template);
            }
        }
        return List.of(new Deed(result.runbookId(), values));
    }

    private static Map<String, String> templates(String client, Target target) {
        Map<String, String> templates = new TreeMap<>();
        templates.put(client, "${client}");
        if (target.instance() != null) {
            templates.put(target.instance(), "${target.instance}");
        }
        templates.put(target.toString(), "${target}");
        templates.put(target.service(), "${target.service}");
        return templates;
    }

    private static Map<String, String> told(Map<String, String> values, Map<String, String> templates) {
        Map<String, String> told = new TreeMap<>(values);
        told.replaceAll((name, value) -> told(value, templates));
        return told;
    }

    // what only looks like a template is kept apart from what is one
    private static String told(String value, Map<String, String> templates) {
        return templates.getOrDefault(value, value.contains("${") ? "'" + value + "'" : value);
    }

    /** Why no step of a runbook can be made of it, or null. */
    @Nullable
    String refusal(Function<String, @Nullable ActionSignature> catalogue, Redactor redactor) {
        ActionSignature signature = catalogue.apply(action);
        if (signature == null) {
            return "there is no action '" + action + "' in the catalogue; register one under that name, or record what"
                    + " is done under the name of an action";
        }
        for (Parameter parameter : signature.parameters()) {
            String value = parameters.get(parameter.name());
            if (value == null && parameter.preset() == null) {
                return "nothing says which '" + parameter.name() + "' '" + action + "' was given; record it as a label"
                        + " of that name";
            }
            String refusal = value == null ? null : refusal(parameter, value, redactor);
            if (refusal != null) {
                return "'" + parameter.name() + "' of '" + action + "': " + refusal;
            }
        }
        return null;
    }

    private static @Nullable String refusal(Parameter parameter, String value, Redactor redactor) {
        if (TEMPLATES.contains(value)) {
            return null;
        }
        if (NAMED.containsKey(parameter.name())) {
            return "it was something else than the target of the incident, and no draft acts on that";
        }
        // a proposal is kept for ever, and what was recorded is no template
        if (redactor.isMasked(value) || value.contains("${")) {
            return "its value is not known, or was masked as a secret";
        }
        return parameter.refusal(value);
    }

    /** Whether all its values name the target. */
    boolean isPlain() {
        return TEMPLATES.containsAll(parameters.values());
    }

    String text() {
        return action + parameters;
    }
}
