package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A value that a runbook gives to a command or a call, with its bounds.
 *
 * @param name Its name.
 * @param type What a value must look like.
 * @param allowed The values that are allowed; any when nothing is said.
 * @param min The least number.
 * @param max The greatest number.
 * @param preset The value when none is given; one must be given when nothing is said.
 */
record ParameterProperties(
        @Nullable String name,
        @DefaultValue("text") Parameter.Type type,
        @DefaultValue List<String> allowed,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String preset) {

    ParameterProperties {
        allowed = List.copyOf(allowed);
    }

    Parameter toParameter() {
        if (name == null) {
            throw new AiopsException("The name of a parameter is missing.");
        }
        Parameter parameter = new Parameter(name, type, null, Set.copyOf(allowed), min, max);
        if (type != Parameter.Type.NUMBER && (min != null || max != null)) {
            throw new AiopsException("The parameter '" + name + "' has a least or a greatest number and is none.");
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new AiopsException("The parameter '" + name + "' has a least number above the greatest one.");
        }
        for (String value : allowed) {
            requireFit(parameter, value);
        }
        if (preset != null) {
            requireFit(parameter, preset);
            return parameter.or(preset);
        }
        return parameter;
    }

    private static void requireFit(Parameter parameter, String value) {
        String refusal = parameter.refusal(value);
        if (refusal != null) {
            throw new AiopsException(
                    "The parameter '" + parameter.name() + "' cannot be '" + value + "': " + refusal + ".");
        }
    }

    static List<Parameter> all(List<ParameterProperties> properties) {
        Set<String> names = new HashSet<>();
        List<Parameter> parameters =
                properties.stream().map(ParameterProperties::toParameter).toList();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new AiopsException("There are two parameters named '" + parameter.name() + "'.");
            }
        }
        return parameters;
    }
}
