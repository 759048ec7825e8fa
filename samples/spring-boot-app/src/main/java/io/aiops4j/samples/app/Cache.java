package io.aiops4j.samples.app;

import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.spring.AiopsAction;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shop's cache, and what runbooks can do to it. Like many servers it reads its configuration when it starts, and only then. */
@Configuration(proxyBeanMethods = false)
class Cache {

    private static final int DATA_MB = 900;
    private static final int TOO_LITTLE_MB = 512;

    private int configuredMb = TOO_LITTLE_MB;
    private int limitMb = TOO_LITTLE_MB;

    /** What is read before and after each run. */
    @Bean
    static StateProbe cacheState(Cache cache) {
        return target -> cache.state();
    }

    @AiopsAction(name = "restart_service", idempotent = true, effects = "heap.limit = heap.configured")
    synchronized void restart(String service) {
        limitMb = configuredMb;
    }

    @AiopsAction(name = "set_heap_limit", idempotent = true, effects = "heap.configured = ${mb}")
    synchronized void setHeapLimit(int mb) {
        configuredMb = mb;
    }

    /** Somebody puts an old configuration back, and restarts. */
    synchronized void shrink() {
        configuredMb = TOO_LITTLE_MB;
        limitMb = TOO_LITTLE_MB;
    }

    synchronized boolean isFull() {
        return DATA_MB >= limitMb;
    }

    synchronized Map<String, ?> state() {
        return Map.of(
                "heap.configured", configuredMb,
                "heap.limit", limitMb,
                "heap.used", DATA_MB);
    }
}
