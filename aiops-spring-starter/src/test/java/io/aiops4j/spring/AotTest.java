package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.execution.StepResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** A context that was processed ahead of time starts from the code that was generated for it, and says what a native image keeps. */
class AotTest {

    /** An application. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    public static class Shop {

        /** Its jobs. */
        @Bean
        public Jobs jobs() {
            return new Jobs();
        }
    }

    /** A bean with an action, and with a method that is recorded. */
    public static class Jobs {

        /** Recorded. */
        @RecordExecution("nightly-import")
        public int importAll() {
            return 42;
        }

        /** An action. */
        @AiopsAction(name = "restart_service", idempotent = true)
        public void restart(String service) {}
    }

    @Test
    @CompileWithForkedClassLoader
    void an_application_starts_from_what_was_generated_ahead_of_time() {
        TestGenerationContext generation = new TestGenerationContext();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(Shop.class);
        var initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            ApplicationContextInitializer<GenericApplicationContext> generated =
                    compiled.getInstance(ApplicationContextInitializer.class, initializer.canonicalName());
            try (GenericApplicationContext fresh = new GenericApplicationContext()) {
                generated.initialize(fresh);
                fresh.refresh();
                Aiops aiops = fresh.getBean(Aiops.class);
                assertThat(fresh.getBean(Jobs.class).importAll()).isEqualTo(42);
                assertThat(OutOfMemory.executions(aiops))
                        .extracting(ExecutionResult::runbookId)
                        .containsExactly("nightly-import");
            }
        });
        RuntimeHints hints = generation.getRuntimeHints();
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Jobs.class, "restart"))
                .as("an action")
                .accepts(hints);
    }

    @Test
    void a_native_image_keeps_the_records_and_files_of_the_library() throws Exception {
        RuntimeHints hints = new RuntimeHints();
        new LibraryHints().registerHints(hints, getClass().getClassLoader());
        for (Class<?> record : List.of(
                ExecutionResult.class,
                StepResult.class,
                Class.forName("io.aiops4j.core.run.RunEntries$Ended"),
                Class.forName("io.aiops4j.core.incident.IncidentEntries$Opened"))) {
            assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(record.getDeclaredConstructors()[0]))
                    .as(record.getName())
                    .accepts(hints);
        }
        assertThat(RuntimeHintsPredicates.resource().forResource("io/aiops4j/core/match/investigations.yaml"))
                .accepts(hints);
    }
}
