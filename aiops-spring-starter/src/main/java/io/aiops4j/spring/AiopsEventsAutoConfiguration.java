package io.aiops4j.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Entries of the journal as events of the application. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "aiops.events.enabled"},
        matchIfMissing = true)
class AiopsEventsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "aiopsEvents")
    EntryEvents aiopsEvents(ApplicationEventPublisher publisher) {
        return new EntryEvents(publisher);
    }
}
