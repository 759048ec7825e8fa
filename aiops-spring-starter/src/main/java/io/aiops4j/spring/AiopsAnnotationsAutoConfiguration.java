package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.verify.StateProbe;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/** Methods of beans as actions, and methods whose calls are recorded. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "aiops.enabled", matchIfMissing = true)
class AiopsAnnotationsAutoConfiguration {

    @Bean
    AnnotatedActions aiopsAnnotatedActions(ConfigurableListableBeanFactory beans) {
        return new AnnotatedActions(ActionMethods.in(beans));
    }

    @Bean
    UnseenActions aiopsUnseenActions(ConfigurableListableBeanFactory beans, AnnotatedActions seen) {
        return new UnseenActions(beans, seen);
    }

    /** Actions by what they are, for people. */
    record AnnotatedActions(Map<String, Action> byMethod) {}

    // static, and with providers: it is made before all other beans, and must not make them
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RecordingPostProcessor aiopsRecordingPostProcessor(
            ConfigurableListableBeanFactory beans,
            ObjectProvider<Aiops> aiops,
            ObjectProvider<Map<String, StateProbe>> probes) {
        return new RecordingPostProcessor(
                new Recording(() -> made(beans, aiops), () -> probes.getIfAvailable(Map::of)));
    }

    // to ask for one that another thread is making would wait for that thread, which may wait for this one
    private static @Nullable Aiops made(ConfigurableListableBeanFactory beans, ObjectProvider<Aiops> aiops) {
        for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, Aiops.class, true, false)) {
            if (beans.containsLocalBean(name) && !beans.containsSingleton(name)) {
                return null;
            }
        }
        return aiops.getIfUnique();
    }
}
