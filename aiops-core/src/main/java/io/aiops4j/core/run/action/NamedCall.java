package io.aiops4j.core.run.action;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.FailureType;
import io.aiops4j.core.http.HttpAccess;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.ActionException;
import io.aiops4j.core.run.StepContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** A call whose shape the host fixed: values fill one segment of the path or one field of the body, and nothing else. */
final class NamedCall {

    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> IDEMPOTENT = Set.of("PUT", "DELETE");
    private static final String UNRESERVED = "-._~";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Exchange exchange;
    private final String base;
    private final String method;
    private final String template;
    private final List<Parameter> parameters;

    NamedCall(HttpAccess access, String base, String request, Parameter... parameters) {
        int blank = request.indexOf(' ');
        this.exchange = new Exchange(access);
        this.base = base;
        this.method = blank < 0 ? request : request.substring(0, blank);
        this.template = blank < 0 ? "" : request.substring(blank + 1).strip();
        this.parameters = List.of(parameters);
        require(template.startsWith("/"), "it has no path");
        require(access.names().contains(base), "there is no base '" + base + "' in " + access.names());
        require(METHODS.contains(method), "it begins with none of " + METHODS);
        String rest = template;
        for (Parameter each : parameters) {
            rest = rest.replace(mark(each), "1");
        }
        require(rest.indexOf('{') < 0 && rest.indexOf('}') < 0, "its path names a parameter that is not declared");
        access.address(base, rest); // refuses what leads elsewhere
        require(
                !method.equals("DELETE") || this.parameters.stream().allMatch(each -> template.contains(mark(each))),
                "DELETE has no body, and not all parameters stand in the path");
    }

    private static void require(boolean fine, String why) {
        if (!fine) {
            throw new AiopsException("This is no call that can be made: " + why
                    + ". Write a method and a path, such as PUT /services/{service}/scale.");
        }
    }

    private static String mark(Parameter parameter) {
        return "{" + parameter.name() + "}";
    }

    Action action(String name, Risk risk) {
        Action.Builder action = Action.named(name).risk(risk);
        parameters.forEach(action::parameter);
        if (IDEMPOTENT.contains(method)) {
            action.idempotent(); // by what HTTP says of these methods
        }
        return action.preview(step -> exchange.preview(method, base, path(step), body(step)))
                .run(step -> exchange.change(step, method, base, path(step), body(step)));
    }

    private String path(StepContext step) {
        String path = template;
        for (Parameter each : parameters) {
            if (template.contains(mark(each))) {
                String value = step.text(each.name());
                if (value.isEmpty()) {
                    throw new ActionException(
                            FailureType.PARAMETER_WRONG,
                            "Parameter '" + each.name()
                                    + "' is empty, and the path would name something else. Give it.");
                }
                path = path.replace(mark(each), encoded(value));
            }
        }
        return path;
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            encoded.append(plain || UNRESERVED.indexOf(c) >= 0 ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    private String body(StepContext step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Parameter each : parameters) {
            if (!template.contains(mark(each))) {
                fields.put(each.name(), value(each, step));
            }
        }
        return fields.isEmpty() ? "" : JSON.writeValueAsString(fields);
    }

    private static Object value(Parameter parameter, StepContext step) {
        return switch (parameter.type()) {
            case TEXT -> step.text(parameter.name());
            case NUMBER -> step.number(parameter.name());
            case BOOLEAN -> Boolean.valueOf(step.text(parameter.name()));
        };
    }
}
