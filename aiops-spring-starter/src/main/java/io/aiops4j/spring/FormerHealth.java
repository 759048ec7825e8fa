package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsHealth;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Health on Spring Boot 3, whose types of health are other ones than those that this module is compiled against: an indicator that is
 * made of them at run time, and says what {@link AiopsHealthIndicator} does.
 */
final class FormerHealth implements ImportBeanDefinitionRegistrar {

    static final String INDICATOR = "org.springframework.boot.actuate.health.HealthIndicator";

    private static final String NAME = "aiopsHealthIndicator";
    private static final String HEALTH = "org.springframework.boot.actuate.health.Health";

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        if (!registry.containsBeanDefinition(NAME) && registry instanceof ConfigurableListableBeanFactory beans) {
            ClassLoader loader =
                    Objects.requireNonNullElseGet(beans.getBeanClassLoader(), FormerHealth.class::getClassLoader);
            RootBeanDefinition definition = new RootBeanDefinition();
            definition.setBeanClass(ClassUtils.resolveClassName(INDICATOR, loader));
            definition.setInstanceSupplier(() -> indicator(beans.getBean(Aiops.class), loader));
            registry.registerBeanDefinition(NAME, definition);
        }
    }

    private static Object indicator(Aiops aiops, ClassLoader loader) {
        Class<?> type = ClassUtils.resolveClassName(INDICATOR, loader);
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "health" -> health(aiops, loader);
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
            case "toString" -> "the health of AIOps for Java";
            default -> InvocationHandler.invokeDefault(proxy, method, arguments);
        };
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler);
    }

    private static Object health(Aiops aiops, ClassLoader loader) throws ReflectiveOperationException {
        Map<String, Object> details = new LinkedHashMap<>();
        boolean well = false;
        try {
            AiopsHealth health = aiops.health();
            well = health.isWell();
            if (!well) {
                details.put("degradations", new TreeMap<>(health.degradations()));
            }
            details.putAll(new TreeMap<>(health.figures()));
        } catch (RuntimeException e) {
            details.put("error", e.toString());
        }
        Class<?> health = ClassUtils.resolveClassName(HEALTH, loader);
        Object builder = health.getMethod("status", String.class).invoke(null, well ? "UP" : AiopsHealthIndicator.NAME);
        Method withDetails = builder.getClass().getMethod("withDetails", Map.class);
        return builder.getClass().getMethod("build").invoke(withDetails.invoke(builder, details));
    }
}
