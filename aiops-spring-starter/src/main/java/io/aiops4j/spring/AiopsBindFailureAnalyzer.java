package io.aiops4j.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Says what to write where a property is of another type, which Boot's own report leaves open. */
@Order(0) // before Boot's own, which have no order
final class AiopsBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("aiops");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        String wanted = wanted(cause.getTarget().getType().resolve(Object.class));
        if (property == null || wanted == null || !OURS.isAncestorOf(cause.getName())) {
            return null;
        }
        String problem = "The property " + cause.getName() + " cannot be used. It is \"" + property.getValue()
                + "\" in " + property.getOrigin() + ".";
        return new FailureAnalysis(problem, "Write " + wanted + ".", cause);
    }

    // only what is never a secret, because the value is shown
    private static @Nullable String wanted(Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        }
        return type == double.class ? "a number with a decimal point" : null;
    }
}
