package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.detect.Detection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;

class AiopsAutoConfigurationTest {

    @Test
    void an_application_without_any_property_gets_a_working_aiops() {
        Contexts.runner().run(context -> {
            Aiops aiops = context.getBean(Aiops.class);

            assertThat(aiops.<Integer, RuntimeException>record("nightly-import", () -> 42))
                    .isEqualTo(42);
            OutOfMemory.isSeenBy(aiops);

            assertThat(OutOfMemory.executions(aiops))
                    .extracting(ExecutionResult::runbookId)
                    .containsExactly("nightly-import");
            assertThat(aiops.incidents().open()).extracting(Incident::type).containsExactly("out_of_memory");
        });
    }

    @Test
    void a_started_application_finds_the_starter_by_itself() {
        try (ConfigurableApplicationContext context = CapturedAnalysis.start()) {
            assertThat(context.getBeanNamesForType(Aiops.class)).containsExactly("aiops");
            assertThat(context.getBeanNamesForType(Detection.class)).containsExactly("aiopsDetection");
            assertThat(context.getBeanNamesForType(AiopsBuilderCustomizer.class))
                    .containsExactlyInAnyOrder("aiopsBeans", "aiopsEscalations", "aiopsModel");
            assertThat(context.containsBean("aiopsHealthIndicator")).isTrue();
        }
    }

    @Test
    void an_application_with_an_aiops_of_its_own_keeps_it() {
        Contexts.runner()
                .withPropertyValues("aiops.confidence.threshold=7")
                .withBean("own", Aiops.class, () -> Aiops.builder().node("own").build())
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Aiops.class);
                    assertThat(context).doesNotHaveBean(Detection.class).doesNotHaveBean(AiopsProperties.class);
                    assertThat(context).hasBean("aiopsHealthIndicator");
                });
    }

    @Test
    void a_disabled_starter_leaves_no_trace() {
        Contexts.runner().withPropertyValues("aiops.enabled=false").run(context -> {
            assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.contains("aiops"));
            assertThat(context).hasNotFailed().doesNotHaveBean(Aiops.class);
        });
    }

    @Test
    void an_application_without_langchain4j_works() {
        Contexts.runner()
                .withClassLoader(new FilteredClassLoader("dev.langchain4j"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("aiopsModel");
                    Aiops aiops = context.getBean(Aiops.class);
                    OutOfMemory.isSeenBy(aiops);
                    assertThat(aiops.incidents().open()).hasSize(1);
                });
    }

    @Test
    void closing_the_context_closes_aiops() throws InterruptedException {
        Set<Thread> before = threads();
        Set<Thread> started = new HashSet<>();
        Contexts.withAuthority()
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> {}))
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    started.addAll(threads());
                    started.removeAll(before);
                });

        assertThat(started).extracting(Thread::getName).contains("aiops-engine-1", "aiops-run-1", "aiops-recorder");
        for (Thread thread : started) {
            thread.join(Duration.ofSeconds(10).toMillis());
        }
        assertThat(started).noneMatch(Thread::isAlive);
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("aiops-"));
        return threads;
    }

    @Test
    void two_contexts_in_one_jvm_know_nothing_of_each_other() {
        Contexts.runner().withPropertyValues("aiops.node=one").run(one -> {
            Aiops first = one.getBean(Aiops.class);
            Contexts.runner().withPropertyValues("aiops.node=two").run(two -> {
                OutOfMemory.isSeenBy(first);
                assertThat(two.getBean(Aiops.class).incidents().open()).isEmpty();
            });

            // the second is closed by now, and the first goes on
            first.record("still-here", () -> List.of());
            assertThat(OutOfMemory.executions(first))
                    .extracting(ExecutionResult::host)
                    .containsExactly("one");
        });
    }

    @Test
    void an_application_in_memory_and_without_a_key_is_told_both_once() {
        assertThat(CapturedLog.linesOf(() -> Contexts.runner().run(context -> {})))
                .filteredOn(line -> line.contains("AIOps for Java"))
                .satisfiesExactly(
                        memory -> assertThat(memory)
                                .startsWith("INFO AIOps for Java keeps everything in memory")
                                .contains("Stores bean"),
                        key -> assertThat(key)
                                .startsWith("WARN AIOps for Java has no key")
                                .contains("aiops.authority.key", "openssl rand -base64 32"));
    }

    @Test
    void an_application_with_stores_and_a_key_is_told_nothing() {
        assertThat(CapturedLog.linesOf(() -> Contexts.withAuthority()
                        .withBean(Stores.class, () -> Stores.inMemory(Clock.systemUTC()))
                        .run(context -> assertThat(context).hasNotFailed())))
                .noneMatch(line -> line.contains("AIOps for Java"));
    }
}
