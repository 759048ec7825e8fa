package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The application's meters as metric points for the sensors, those that {@code aiops.detection.meters} names. An instance of the
 * application's own has sensors of its own, and is fed by whoever made it.
 */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "aiops.detection.enabled"},
        matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsMeterFeedAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MeterFeed aiopsMeterFeed(
            Aiops aiops,
            AiopsProperties properties,
            ObjectProvider<MeterRegistry> registries,
            ObjectProvider<Clock> clocks,
            Environment environment) {
        DetectionProperties said = properties.detection();
        String application = environment.getProperty("spring.application.name", "");
        List<MeterChoice> choices = MetersProperties.choices(said.meters(), application);
        return new MeterFeed(
                choices,
                registry(registries.getIfUnique(), choices.isEmpty()),
                aiops::observe,
                MetersProperties.checkedStep(said.step()),
                clocks.getIfUnique(Clock::systemUTC),
                System::nanoTime);
    }

    private static MeterRegistry registry(@Nullable MeterRegistry unique, boolean unused) {
        if (unique != null) {
            return unique;
        }
        if (unused) {
            return new CompositeMeterRegistry();
        }
        throw AiopsPropertyException.of(
                "aiops.detection.meters",
                "There is no MeterRegistry bean, or there are several.",
                "Add the dependency spring-boot-starter-actuator, or mark one of several registries @Primary.");
    }
}
