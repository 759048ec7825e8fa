package io.aiops4j.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Runs as observations, where the application has a registry of them. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
class AiopsObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "aiopsObservations")
    RunObservations aiopsObservations(ObjectProvider<ObservationRegistry> registries) {
        return new RunObservations(registries.getIfUnique(() -> ObservationRegistry.NOOP));
    }
}
