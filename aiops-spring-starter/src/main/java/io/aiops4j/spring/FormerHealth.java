package io.aiops4j.spring;

import io.aiops4j.Aiops;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.util.ClassUtils;

/**
 * Health on Spring Boot 3, whose types of health are other ones than those that this module is compiled against: an indicator that is
 * made of them at run time, and says what {@link AiopsHealthIndicator} does.
 */
final class FormerHealth implements FactoryBean<Object> {

    static final String INDICATOR = "org.springframework.boot.actuate.health.HealthIndicator";

    private static final String HEALTH = "org.springframework.boot.actuate.health.Health";

    private final ClassLoader loader = FormerHealth.class.getClassLoader();
    private final Aiops aiops;
    private final @Nullable LogFeed logs;

    FormerHealth(Aiops aiops, @Nullable LogFeed logs) {
        this.aiops = aiops;
        this.logs = logs;
    }

    @Override
    public Class<?> getObjectType() {
        return ClassUtils.resolveClassName(INDICATOR, loader);
    }

    @Override
    public Object getObject() {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "health" -> health();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
            case "toString" -> "the health of AIOps for Java";
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
        return Proxy.newProxyInstance(loader, new Class<?>[] {getObjectType()}, handler);
    }

    private Object health() throws ReflectiveOperationException {
        HealthDetails shown = HealthDetails.of(aiops, logs);
        Object builder = ClassUtils.resolveClassName(HEALTH, loader)
                .getMethod("status", String.class)
                .invoke(null, shown.status());
        Method withDetails = builder.getClass().getMethod("withDetails", Map.class);
        return builder.getClass().getMethod("build").invoke(withDetails.invoke(builder, shown.details()));
    }
}
