package io.aiops4j.spring;

import io.aiops4j.spring.AiopsAnnotationsAutoConfiguration.AnnotatedActions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Says of which beans the actions are not seen: those that a {@code @Bean} method gives as an interface, which shows no annotation, and
 * that were made after actions were looked for.
 */
final class UnseenActions implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(UnseenActions.class);

    private final ConfigurableListableBeanFactory beans;
    private final AnnotatedActions seen;

    UnseenActions(ConfigurableListableBeanFactory beans, AnnotatedActions seen) {
        this.beans = beans;
        this.seen = seen;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String bean : beans.getBeanDefinitionNames()) {
            Object made = beans.getSingleton(bean);
            if (made != null && ActionMethods.isIn(made) && !isSeen(bean)) {
                LOG.warn(
                        "The @AiopsAction methods of the bean '{}' are no actions: its @Bean method gives a type that does not show"
                                + " them. Let it give the class.",
                        bean);
            }
        }
    }

    private boolean isSeen(String bean) {
        return seen.byMethod().keySet().stream().anyMatch(said -> said.endsWith(ActionMethods.ofBean(bean)));
    }
}
