package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.detect.Detection;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** The sensors that watch metrics: the adaptive one, unless the application has one of its own, and those of properties. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "aiops.detection.enabled"},
        matchIfMissing = true)
@ConditionalOnMissingBean(Aiops.class)
@EnableConfigurationProperties(AiopsProperties.class)
class AiopsDetectionAutoConfiguration {

    private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    @Bean
    @ConditionalOnMissingBean
    Detection aiopsDetection(AiopsProperties properties, ObjectProvider<Clock> clocks) {
        return properties.detection().toAdaptive(clocks.getIfUnique(Clock::systemUTC));
    }

    /** No Detection, which would be taken for the application's own. */
    @Bean
    Sensor aiopsNamedDetections(AiopsProperties properties, ObjectProvider<Clock> clocks) {
        requireMicrometer(properties.detection());
        return new NamedDetections(properties.detection().named(clocks.getIfUnique(Clock::systemUTC)));
    }

    private static void requireMicrometer(DetectionProperties said) {
        if (!said.meters().isEmpty() && !ClassUtils.isPresent(REGISTRY, null)) {
            throw AiopsPropertyException.of(
                    "aiops.detection.meters",
                    "Micrometer is not there.",
                    "Add the dependency spring-boot-starter-actuator, or leave the property out.");
        }
    }
}
