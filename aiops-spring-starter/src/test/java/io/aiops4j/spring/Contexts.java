package io.aiops4j.spring;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What every test of a context begins with. */
final class Contexts {

    private Contexts() {}

    /** The starter and Boot's registry of health, without a property and without a bean of the application. */
    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AiopsActionsAutoConfiguration.class,
                        AiopsAnnotationsAutoConfiguration.class,
                        AiopsAutoConfiguration.class,
                        AiopsDetectionAutoConfiguration.class,
                        AiopsEndpointAutoConfiguration.class,
                        AiopsEventsAutoConfiguration.class,
                        AiopsHealthAutoConfiguration.class,
                        AiopsJdbcAutoConfiguration.class,
                        AiopsLoggingAutoConfiguration.class,
                        AiopsMeterFeedAutoConfiguration.class,
                        AiopsMetricsAutoConfiguration.class,
                        AiopsModelAutoConfiguration.class,
                        AiopsNotifyAutoConfiguration.class,
                        AiopsObservationAutoConfiguration.class,
                        AiopsPoolsAutoConfiguration.class,
                        AiopsProbesAutoConfiguration.class,
                        HealthContributorRegistryAutoConfiguration.class));
    }

    /** The same with a key and an approver, so that runbooks can run. */
    static ApplicationContextRunner withAuthority() {
        return runner().withPropertyValues(OutOfMemory.AUTHORITY);
    }
}
