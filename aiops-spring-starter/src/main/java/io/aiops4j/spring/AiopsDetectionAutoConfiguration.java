package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.aiops4j.detect.Detection;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The sensor that watches metrics, unless the application has one of its own. */
@AutoConfiguration(before = AiopsAutoConfiguration.class)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "aiops.detection.enabled"},
        matchIfMissing = true)
@ConditionalOnMissingBean({Detection.class, Aiops.class})
class AiopsDetectionAutoConfiguration {

    @Bean
    Detection aiopsDetection(ObjectProvider<Clock> clocks) {
        return Detection.adaptive().clock(clocks.getIfUnique(Clock::systemUTC));
    }
}
