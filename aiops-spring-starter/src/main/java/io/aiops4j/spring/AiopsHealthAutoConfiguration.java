package io.aiops4j.spring;

import io.aiops4j.Aiops;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health under the name {@code aiops}, where {@code spring-boot-health} is present. */
@AutoConfiguration(after = AiopsAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(Aiops.class)
@ConditionalOnEnabledHealthIndicator("aiops")
class AiopsHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "aiopsHealthIndicator")
    HealthIndicator aiopsHealthIndicator(Aiops aiops, ObjectProvider<LogFeed> logs) {
        return new AiopsHealthIndicator(aiops, logs.getIfAvailable());
    }
}
