package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsListener;
import io.aiops4j.core.notify.Notifier;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.action.Actions;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Who is told: the notifiers of properties, and all that are beans. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsNotifyAutoConfiguration {

    /** Of everybody who is told; in one bean that is no Notifier, which would be taken for the application's own. */
    record Told(Notices notices) {}

    @Bean
    Told aiopsTold(AiopsProperties properties, ObjectProvider<Notifier> beans, Redactor redactor) {
        List<Notifier> all = Stream.concat(properties.notices().toNotifiers().stream(), beans.orderedStream())
                .map(notifier -> notifier.redacted(redactor))
                .toList();
        return new Told(new Notices(all));
    }

    /** One listener each, so that one receiver that hangs holds up no other. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    AiopsBuilderCustomizer aiopsEscalations(AiopsProperties properties, Told told) {
        return builder -> {
            if (properties.notices().escalations()) {
                told.notices().all().forEach(notifier -> builder.listener(AiopsListener.escalations(notifier)));
            }
        };
    }

    @Bean
    @ConditionalOnBooleanProperty("aiops.actions.notify")
    Wanted<Action> aiopsWantedNotify(Told told) {
        String property = "aiops.actions.notify";
        if (told.notices().all().isEmpty()) {
            throw AiopsPropertyException.of(
                    property,
                    "Nobody is there who could be told.",
                    "Write how, or give a Notifier bean: aiops.notify.log=true");
        }
        Wanted<Action> actions = new Wanted<>();
        actions.put(property, "notify", Actions.notify(told.notices()));
        return actions;
    }
}
