package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.redact.Redactor;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The endpoint {@code aiops}, where the actuator is present and the application exposes it. */
@AutoConfiguration(after = AiopsAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(Aiops.class)
class AiopsEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    AiopsEndpoint aiopsEndpoint(Aiops aiops, ObjectProvider<Clock> clocks, ObjectProvider<Redactor> redactors) {
        return new AiopsEndpoint(
                aiops, clocks.getIfUnique(Clock::systemUTC), redactors.getIfUnique(Redactor::standard));
    }
}
