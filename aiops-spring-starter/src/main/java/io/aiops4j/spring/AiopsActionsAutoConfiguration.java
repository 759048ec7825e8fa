package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.service.Services;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The actions that properties ask for and that need no other bean: services, files, commands and HTTP. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsActionsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("aiops.actions.services.manager")
    Services aiopsServices(AiopsProperties properties) {
        ServicesProperties services = properties.actions().services();
        return services.toServices(Objects.requireNonNull(services.manager()));
    }

    @Bean
    Wanted<Action> aiopsWantedActions(AiopsProperties properties, ObjectProvider<Services> services) {
        Wanted<Action> actions = new Wanted<>();
        properties.actions().addTo(actions, services::getIfAvailable);
        return actions;
    }
}
