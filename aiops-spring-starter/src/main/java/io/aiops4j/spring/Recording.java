package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.execution.ExecutionRecorder;
import io.aiops4j.core.verify.StateProbe;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Records each call of a method, and never gets in its way: where there is no Aiops yet, or none any more, it is called as it is. */
final class Recording implements MethodInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private final Supplier<@Nullable Aiops> aiops;
    private final Supplier<Map<String, StateProbe>> probes;
    private final Map<Called, Recorded> byMethod = new ConcurrentHashMap<>();

    private record Called(Method method, Class<?> type) {}

    private record Recorded(String name, ExecutionRecorder recorder) {}

    Recording(Supplier<@Nullable Aiops> aiops, Supplier<Map<String, StateProbe>> probes) {
        this.aiops = aiops;
        this.probes = probes;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Recorded recorded = recorded(invocation);
        if (recorded == null) {
            return invocation.proceed();
        }
        // in a box, for it may be null
        AtomicReference<@Nullable Object> value = new AtomicReference<>();
        recorded.recorder().<Exception>run(recorded.name(), () -> value.set(proceed(invocation)));
        return value.get();
    }

    private static @Nullable Object proceed(MethodInvocation invocation) throws Exception {
        try {
            return invocation.proceed();
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable neither) {
            throw new UndeclaredThrowableException(neither);
        }
    }

    private @Nullable Recorded recorded(MethodInvocation invocation) {
        Called called = new Called(invocation.getMethod(), type(invocation));
        Recorded known = byMethod.get(called);
        if (known != null) {
            return known;
        }
        try {
            Aiops there = aiops.get();
            if (there == null) {
                return null;
            }
            Recorded recorded = recorded(there, invocation);
            byMethod.put(called, recorded);
            return recorded;
        } catch (RuntimeException e) {
            // it is being made at this moment, on this thread, or cannot be made
            LOG.debug("{} is not recorded: {}", invocation.getMethod(), e.getMessage());
            return null;
        }
    }

    private static Class<?> type(MethodInvocation invocation) {
        Object bean = invocation.getThis();
        return bean == null ? invocation.getMethod().getDeclaringClass() : AopUtils.getTargetClass(bean);
    }

    private Recorded recorded(Aiops there, MethodInvocation invocation) {
        Class<?> type = type(invocation);
        Method method = AopUtils.getMostSpecificMethod(invocation.getMethod(), type);
        RecordExecution said = AnnotatedElementUtils.findMergedAnnotation(method, RecordExecution.class);
        if (said == null) {
            throw new AiopsException(method + " says nothing of being recorded");
        }
        String name = said.value().isEmpty() ? type.getSimpleName() + "." + method.getName() : said.value();
        ExecutionRecorder recorder = there.executions().recorder();
        if (!said.service().isEmpty()) {
            recorder = recorder.target(Target.service(said.service()));
        }
        Map<String, StateProbe> read = read(method, List.of(said.probes()));
        return new Recorded(name, read.isEmpty() ? recorder : recorder.probing(read));
    }

    private Map<String, StateProbe> read(Method method, List<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, StateProbe> all = probes.get();
        if (names.contains("*")) {
            return all;
        }
        Map<String, StateProbe> read = new LinkedHashMap<>();
        for (String name : names) {
            StateProbe probe = all.get(name);
            if (probe == null) {
                LOG.warn(
                        "{} is recorded without the probe '{}': there is no StateProbe bean of that name",
                        method,
                        name);
            } else {
                read.put(name, probe);
            }
        }
        return read;
    }
}
