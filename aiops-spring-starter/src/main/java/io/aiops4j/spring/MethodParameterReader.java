package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.run.StepContext;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

/**
 * A parameter of a method that is an action: how the action declares it, and how its value becomes the argument.
 *
 * @param parameter as the action declares it
 * @param type of the argument
 */
record MethodParameterReader(Parameter parameter, Class<?> type) {

    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    /** One for each parameter, in order; null for the step itself. */
    static List<@Nullable MethodParameterReader> of(Method method) {
        Class<?>[] types = method.getParameterTypes();
        String[] names = NAMES.getParameterNames(method);
        List<@Nullable MethodParameterReader> readers = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == StepContext.class) {
                readers.add(null);
            } else if (names == null) {
                throw new AiopsException(
                        "The parameters of " + method + " have no names. Compile with -parameters, or take"
                                + " a StepContext and name them: @AiopsAction(parameters = ...)");
            } else {
                readers.add(reader(method, names[i], ClassUtils.resolvePrimitiveIfNecessary(types[i])));
            }
        }
        return readers;
    }

    private static MethodParameterReader reader(Method method, String name, Class<?> type) {
        if (type == String.class) {
            return new MethodParameterReader(Parameter.text(name), type);
        }
        if (type == Boolean.class) {
            Parameter flag = new Parameter(name, Parameter.Type.BOOLEAN, null, java.util.Set.of(), null, null);
            return new MethodParameterReader(flag, type);
        }
        if (type.isEnum()) {
            String[] constants = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toArray(String[]::new);
            return new MethodParameterReader(Parameter.text(name).oneOf(constants), type);
        }
        if (NumberUtils.STANDARD_NUMBER_TYPES.contains(type)) {
            return new MethodParameterReader(Parameter.number(name), type);
        }
        throw new AiopsException("The parameter '" + name + "' of " + method + " is a " + type.getSimpleName()
                + ". An action takes texts, numbers, booleans and enums; take a StepContext to read it yourself.");
    }

    /** The argument, out of the values of a step. */
    Object read(StepContext step) {
        return convert(Objects.requireNonNull(step.parameters().get(parameter.name())));
    }

    private Object convert(String value) {
        if (type == String.class) {
            return value;
        }
        if (type == Boolean.class) {
            return Boolean.valueOf(value);
        }
        return type.isEnum() ? constant(value) : number(value);
    }

    private Object constant(String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(value))
                .findFirst()
                .orElseThrow();
    }

    // a fraction or a number that is too large for the argument is refused, and never cut
    private Object number(String value) {
        BigDecimal number = new BigDecimal(value);
        if (type == BigDecimal.class || type == Double.class || type == Float.class) {
            return NumberUtils.convertNumberToTargetClass(number, type.asSubclass(Number.class));
        }
        Function<BigDecimal, Number> whole = BigDecimal::toBigIntegerExact;
        try {
            return NumberUtils.convertNumberToTargetClass(whole.apply(number), type.asSubclass(Number.class));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new AiopsException(
                    "'" + parameter.name() + "' is " + value + ", and the method takes a " + type.getSimpleName() + ".",
                    e);
        }
    }
}
