package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.action.Actions;
import io.aiops4j.core.service.Services;
import io.aiops4j.core.verify.StateProbe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The probes that properties ask for, and the action that waits for what probes see. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsProbesAutoConfiguration {

    @Bean
    Wanted<StateProbe> aiopsWantedProbes(AiopsProperties properties, ObjectProvider<Services> services) {
        Wanted<StateProbe> probes = new Wanted<>();
        properties.probes().addTo(probes, services::getIfAvailable);
        return probes;
    }

    @Bean
    @ConditionalOnBooleanProperty("aiops.actions.wait-until")
    Wanted<Action> aiopsWantedWait(
            ObjectProvider<Map<String, StateProbe>> beans, ObjectProvider<Wanted<StateProbe>> wanted) {
        Map<String, StateProbe> all = new LinkedHashMap<>(beans.getIfAvailable(Map::of));
        Map<String, String> names = new TreeMap<>();
        all.keySet().forEach(name -> names.put(name, "a bean"));
        wanted.orderedStream().forEach(each -> each.addTo(names, all::put));
        String property = "aiops.actions.wait-until";
        if (all.isEmpty()) {
            throw AiopsPropertyException.of(
                    property,
                    "There is no probe whose values could be waited for.",
                    "Write one, or give a StateProbe bean: aiops.probes.jvm=true");
        }
        Wanted<Action> actions = new Wanted<>();
        actions.put(property, "wait_until", Actions.waitUntil(all));
        return actions;
    }
}
