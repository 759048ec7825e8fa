package io.aiops4j.spring;

import io.aiops4j.Aiops;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Health under the name {@code aiops}, with the actuator of Spring Boot 3. */
@AutoConfiguration(after = AiopsAutoConfiguration.class)
@ConditionalOnClass(name = FormerHealth.INDICATOR)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "management.health.aiops.enabled"},
        matchIfMissing = true)
@ConditionalOnSingleCandidate(Aiops.class)
class AiopsFormerHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "aiopsHealthIndicator")
    FormerHealth aiopsHealthIndicator(Aiops aiops, ObjectProvider<LogFeed> logs) {
        return new FormerHealth(aiops, logs.getIfAvailable());
    }
}
