package io.aiops4j.spring;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Parameter;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.StepContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** The methods of beans that are actions. Beans are looked at by their types, and made when an action is run. */
final class ActionMethods {

    private ActionMethods() {}

    /** All of them, each with the bean and method that it is, for people. */
    static Map<String, Action> in(ConfigurableListableBeanFactory beans) {
        Map<String, Action> actions = new TreeMap<>();
        for (String bean : beans.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = ScopedProxyUtils.isScopedTarget(bean) ? null : type(bean, beans);
            if (type != null) {
                methods(ClassUtils.getUserClass(type))
                        .forEach((method, said) -> actions.put(
                                "the method " + method.getName() + ofBean(bean),
                                action(method, said, () -> beans.getBean(bean))));
            }
        }
        return actions;
    }

    /** How what is said of an action ends. */
    static String ofBean(String bean) {
        return " of the bean '" + bean + "'";
    }

    /** Whether an object that was made has such methods, whatever its bean is said to be. */
    static boolean isIn(Object made) {
        return !methods(AopUtils.getTargetClass(made)).isEmpty();
    }

    // a bean that was made already may be behind a proxy of its interfaces
    private static @Nullable Class<?> type(String bean, ConfigurableListableBeanFactory beans) {
        Class<?> type = beans.getType(bean, false);
        return type != null && Proxy.isProxyClass(type) ? AutoProxyUtils.determineTargetClass(beans, bean) : type;
    }

    private static Map<Method, AiopsAction> methods(Class<?> type) {
        try {
            return annotated(type);
        } catch (IllegalStateException | LinkageError partOfWhatIsNotThere) {
            return Map.of(); // no handler of ours can be among methods that cannot be read
        }
    }

    private static Map<Method, AiopsAction> annotated(Class<?> type) {
        return OwnClasses.mayHave(type, AiopsAction.class)
                ? MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<AiopsAction>)
                        method -> AnnotatedElementUtils.findMergedAnnotation(method, AiopsAction.class))
                : Map.of();
    }

    private static Action action(Method method, AiopsAction said, Supplier<Object> bean) {
        List<@Nullable MethodParameterReader> readers = MethodParameterReader.of(method);
        Action.Builder action = Action.named(said.name().isEmpty() ? method.getName() : said.name())
                .risk(said.risk());
        Set<String> names = new LinkedHashSet<>();
        for (MethodParameterReader reader : readers) {
            if (reader != null && names.add(reader.parameter().name())) {
                action.parameter(reader.parameter());
            }
        }
        for (String text : said.parameters()) {
            if (names.add(text)) {
                action.parameter(Parameter.text(text));
            }
        }
        for (String effect : said.effects()) {
            action.effect(effect);
        }
        if (said.idempotent()) {
            action.idempotent();
        }
        if (said.reversible()) {
            action.reversible();
        }
        return action.run(step -> call(method, readers, bean.get(), step));
    }

    private static void call(
            Method method, List<@Nullable MethodParameterReader> readers, Object bean, StepContext step)
            throws Exception {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (MethodParameterReader reader : readers) {
            arguments.add(reader == null ? step : reader.read(step));
        }
        Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
        try {
            invocable.setAccessible(true);
            Object said = invocable.invoke(bean, arguments.toArray());
            if (said instanceof Future<?> later) {
                said = later.get(); // the step is done when that is
            }
            if (said != null) {
                step.output(said.toString());
            }
        } catch (InvocationTargetException e) {
            throw thrown(e.getTargetException());
        } catch (ExecutionException e) {
            throw thrown(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Exception thrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof Exception own ? own : new AiopsException("The action failed: " + thrown, thrown);
    }
}
