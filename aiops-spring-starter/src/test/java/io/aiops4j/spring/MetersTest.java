package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.aiops4j.Aiops;
import io.aiops4j.AiopsBuilder;
import io.aiops4j.AiopsListener;
import io.aiops4j.core.notify.Notifier;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.learning.testkit.ScriptedModel;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is counted, in a registry that Boot sets up. */
class MetersTest {

    private static ApplicationContextRunner measured() {
        return Contexts.withAuthority()
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));
    }

    private static double value(MeterRegistry registry, String name, String... tags) {
        return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
    }

    @Test
    void a_failure_that_is_fixed_is_told_from_incident_to_run() {
        AtomicInteger restarts = new AtomicInteger();
        measured()
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> restarts.incrementAndGet()))
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    String outcome =
                            registry.get("aiops.runs").counter().getId().getTag("outcome");
                    assertThat(restarts).hasValue(1);
                    assertThat(value(registry, "aiops.incidents.opened", "type", "out_of_memory"))
                            .isOne();
                    assertThat(value(registry, "aiops.decisions", "outcome", "auto_run"))
                            .isOne();
                    assertThat(outcome).isEqualTo("unknown"); // nothing reads the state here
                    assertThat(value(registry, "aiops.runs", "runbook", "redis-oom", "outcome", outcome))
                            .isOne();
                    Timer timer = registry.get("aiops.runs.duration")
                            .tags("runbook", "redis-oom", "outcome", outcome)
                            .timer();
                    assertThat(timer.count()).isOne();
                    assertThat(timer.totalTime(TimeUnit.SECONDS)).isBetween(0.0, 30.0);
                });
    }

    @Test
    void what_waits_for_a_person_is_told_with_its_age() {
        measured()
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> {}))
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    Aiops aiops = context.getBean(Aiops.class);
                    OutOfMemory.submittedTo(aiops);
                    Later clock = new Later();
                    AtomicLong nanos = new AtomicLong();
                    SimpleMeterRegistry own = new SimpleMeterRegistry();
                    new AiopsMeters(new Figures(aiops, Map::of, clock, nanos::get), new JournalMeters()).bindTo(own);
                    assertThat(value(own, "aiops.reviews.pending")).isOne();
                    assertThat(value(own, "aiops.reviews.oldest")).isBetween(3_600.0, 3_700.0);
                    assertThat(registry.get("aiops.reviews.oldest")
                                    .timeGauge()
                                    .getId()
                                    .getBaseUnit())
                            .isEqualTo("seconds");
                    assertThat(value(registry, "aiops.incidents.open")).isZero();
                });
    }

    /** An hour ahead. */
    private static final class Later extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(Duration.ofHours(1));
        }
    }

    @Test
    void many_gauges_are_one_look_and_a_second_later_it_is_another() {
        BreakableStores stores = new BreakableStores();
        measured().withBean(Stores.class, () -> stores).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            AtomicLong nanos = new AtomicLong();
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new AiopsMeters(new Figures(aiops, Map::of, Clock.systemUTC(), nanos::get), new JournalMeters())
                    .bindTo(registry);
            assertThat(value(registry, "aiops.incidents.open")).isZero();
            OutOfMemory.isSeenBy(aiops);
            assertThat(value(registry, "aiops.incidents.open")).isZero();
            nanos.addAndGet(Figures.KEPT.toNanos());
            assertThat(value(registry, "aiops.incidents.open")).isOne();
        });
    }

    @Test
    void without_its_store_gauges_have_no_value_and_counters_stand_still() {
        BreakableStores stores = new BreakableStores();
        measured().withBean(Stores.class, () -> stores).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            OutOfMemory.isSeenBy(aiops);
            AtomicLong nanos = new AtomicLong();
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new AiopsMeters(new Figures(aiops, Map::of, Clock.systemUTC(), nanos::get), new JournalMeters())
                    .bindTo(registry);
            double entries = value(registry, "aiops.journal.entries");
            assertThat(entries).isGreaterThan(1);
            stores.breakDown();
            nanos.addAndGet(Figures.KEPT.toNanos());
            assertThat(value(registry, "aiops.incidents.open")).isNaN();
            assertThat(value(registry, "aiops.journal.entries")).isEqualTo(entries);
            stores.recover();
            nanos.addAndGet(Figures.KEPT.toNanos());
            assertThat(value(registry, "aiops.incidents.open")).isOne();
        });
    }

    @Test
    void every_figure_of_health_is_a_meter() {
        measured()
                .withBean(ChatModel.class, () -> ScriptedModel.saying("{}"))
                .withBean(Notifier.class, () -> notice -> {})
                .run(context -> {
                    Set<String> figures = new TreeSet<>(
                            context.getBean(Aiops.class).health().figures().keySet());
                    assertThat(figures).contains("notices.dropped", "models.tokens-today");
                    figures.remove("models.cost-today-millionths");
                    figures.add("models.cost-today");
                    assertThat(AiopsMeter.figures().map(AiopsMeter::figure)).containsAll(figures);
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(AiopsMeter.figures().map(AiopsMeter::meter))
                            .allSatisfy(name ->
                                    assertThat(value(registry, name)).as(name).isNotNaN());
                });
    }

    @Test
    void without_models_there_are_no_meters_of_models() {
        measured()
                .run(context -> assertThat(names(context.getBean(MeterRegistry.class)))
                        .contains("aiops.journal.lag", "aiops.decisions")
                        .noneMatch(name -> name.startsWith("aiops.models.")));
    }

    @Test
    void of_more_values_than_a_tag_may_have_the_rest_share_one() {
        BoundedTag tag = new BoundedTag();
        for (int i = 0; i < BoundedTag.MOST; i++) {
            assertThat(tag.of("runbook-" + i)).isEqualTo("runbook-" + i);
        }
        assertThat(tag.of("one-more")).isEqualTo("other");
        assertThat(tag.of("runbook-7")).isEqualTo("runbook-7");
    }

    @Test
    void no_free_text_is_a_tag() {
        measured().run(context -> {
            OutOfMemory.isSeenBy(context.getBean(Aiops.class));
            assertThat(context.getBean(MeterRegistry.class).getMeters().stream()
                            .filter(meter -> meter.getId().getName().startsWith("aiops."))
                            .flatMap(meter -> meter.getId().getTags().stream())
                            .map(tag -> tag.getKey()))
                    .isSubsetOf("type", "outcome", "runbook");
        });
    }

    @Test
    void meters_can_be_left_out() {
        measured()
                .withPropertyValues("aiops.metrics.enabled=false")
                .run(context -> assertThat(names(context.getBean(MeterRegistry.class)))
                        .noneMatch(name -> name.startsWith("aiops.")));
        measured()
                .withPropertyValues("aiops.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("aiopsMeters"));
    }

    @Test
    void a_binder_of_the_application_is_kept() {
        MeterBinder own = registry -> {};
        measured()
                .withBean("aiopsMeters", MeterBinder.class, () -> own)
                .run(context -> assertThat(context.getBean("aiopsMeters")).isSameAs(own));
    }

    @Test
    void an_aiops_of_the_application_is_measured_and_followed_if_it_takes_the_listeners() {
        measured().withBean(Aiops.class, () -> Aiops.builder().build()).run(context -> {
            OutOfMemory.isSeenBy(context.getBean(Aiops.class));
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(value(registry, "aiops.degradations")).isOne();
            assertThat(names(registry)).doesNotContain("aiops.incidents.opened");
        });
        measured().withUserConfiguration(Own.class).run(context -> {
            OutOfMemory.isSeenBy(context.getBean(Aiops.class));
            assertThat(value(context.getBean(MeterRegistry.class), "aiops.incidents.opened"))
                    .isOne();
        });
    }

    /** As docs/metrics.md says. */
    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        Aiops own(List<AiopsListener> listeners) {
            AiopsBuilder builder = Aiops.builder();
            listeners.forEach(builder::listener);
            return builder.build();
        }
    }

    @Test
    void the_table_in_the_documents_has_every_meter_and_no_other() throws IOException {
        String document =
                Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/metrics.md"));
        String section =
                document.substring(document.indexOf("\n## Meters\n"), document.indexOf("\n## Meters that feed"));
        assertThat(section.lines().filter(line -> line.startsWith("| `aiops.")))
                .containsExactlyElementsOf(
                        Arrays.stream(AiopsMeter.values()).map(AiopsMeter::row).toList());
    }

    @Test
    void an_application_without_micrometer_works() {
        Contexts.runner()
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Aiops.class)
                        .doesNotHaveBean("aiopsMeters"));
    }

    private static Set<String> names(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
