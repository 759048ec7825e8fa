package io.aiops4j.spring;

import io.aiops4j.Aiops;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Meters under {@code aiops.}, where Micrometer is present. Boot binds a {@code MeterBinder} to the application's registries, in every
 * version of it; where its classes for that are differs, and none of them is named here.
 */
@AutoConfiguration(after = AiopsAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBooleanProperty(
        name = {"aiops.enabled", "aiops.metrics.enabled"},
        matchIfMissing = true)
@ConditionalOnSingleCandidate(Aiops.class)
class AiopsMetricsAutoConfiguration {

    /** A listener like the application's own: it asks nothing of the instance, which is built with it. */
    @Bean
    JournalMeters aiopsJournalMeters() {
        return new JournalMeters();
    }

    @Bean
    @ConditionalOnMissingBean(name = "aiopsMeters")
    MeterBinder aiopsMeters(
            Aiops aiops, JournalMeters followed, ObjectProvider<EntryEvents> events, ObjectProvider<Clock> clocks) {
        EntryEvents published = events.getIfAvailable();
        Supplier<Map<String, Long>> more = published == null ? Map::of : published::figures;
        Clock clock = clocks.getIfUnique(Clock::systemUTC);
        return new AiopsMeters(new Figures(aiops, more, clock, System::nanoTime), followed);
    }
}
