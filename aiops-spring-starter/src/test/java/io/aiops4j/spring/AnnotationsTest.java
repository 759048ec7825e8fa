package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.Aiops;
import io.aiops4j.core.Risk;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.StepContext;
import io.aiops4j.core.runbook.ActionSignature;
import io.aiops4j.core.verify.StateProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;

/** Methods of beans as actions, and methods whose calls are recorded. */
class AnnotationsTest {

    private static final StateProbe RUNNING = target -> Map.of("status", "running");

    enum Level {
        LOW,
        HIGH
    }

    /** A bean that needs Aiops, which needs its methods. */
    static class Ops {

        static final AtomicInteger MADE = new AtomicInteger();

        final List<String> done = new ArrayList<>();
        final ObjectProvider<Aiops> aiops;

        Ops(ObjectProvider<Aiops> aiops) {
            this.aiops = aiops;
            MADE.incrementAndGet();
        }

        @AiopsAction(name = "restart_service", idempotent = true)
        void restart(String service) {
            done.add(service);
        }

        @AiopsAction(
                name = "scale",
                risk = Risk.HIGH,
                reversible = true,
                parameters = "reason",
                effects = "workers = ${to}")
        String scale(int to, boolean now, Level level, StepContext step) {
            return to + " " + now + " " + level + " " + step.text("reason");
        }

        @AiopsAction
        private void vacuum() throws IOException {
            throw new IOException("disk full");
        }
    }

    static class Imports {

        @RecordExecution(value = "nightly-import", service = "shop", probes = "disk")
        public int importAll() {
            return 42;
        }

        @RecordExecution
        public @Nullable String none() {
            return null;
        }

        @RecordExecution(probes = "*")
        public void fail() throws IOException {
            throw new IOException("no file");
        }

        @RecordExecution(probes = "nobody")
        public void unknown() {}
    }

    private static Action action(ApplicationContext context, String name) {
        return context.getBean(AiopsAnnotationsAutoConfiguration.AnnotatedActions.class).byMethod().values().stream()
                .filter(action -> action.signature().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_method_is_an_action_that_runbooks_call() {
        Contexts.withAuthority()
                .withBean(Ops.class)
                .withBean("redis", StateProbe.class, () -> RUNNING)
                .run(context -> {
                    ExecutionResult result = OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(result.success()).as(result.toString()).isTrue();
                    assertThat(context.getBean(Ops.class).done).containsExactly("redis");
                });
    }

    @Test
    void its_signature_is_that_of_the_method_and_the_annotation() {
        Contexts.runner().withBean(Ops.class).run(context -> {
            ActionSignature scale = action(context, "scale").signature();
            assertThat(scale.parameters())
                    .extracting(parameter -> parameter.name() + " " + parameter.type() + " " + parameter.allowed())
                    .containsExactly("to NUMBER []", "now BOOLEAN []", "level TEXT [HIGH, LOW]", "reason TEXT []");
            assertThat(scale.risk()).isEqualTo(Risk.HIGH);
            assertThat(scale.reversible()).isTrue();
            assertThat(scale.idempotent()).isFalse();
            assertThat(scale.effects()).extracting(Object::toString).containsExactly("workers = ${to}");
            assertThat(action(context, "vacuum").signature().parameters()).isEmpty();
        });
    }

    @Test
    void its_bean_is_not_made_for_it() {
        Ops.MADE.set(0);
        Contexts.runner()
                .withBean(Ops.class, () -> new Ops(null), definition -> definition.setLazyInit(true))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(action(context, "scale")).isNotNull();
                    assertThat(Ops.MADE).hasValue(0);
                });
    }

    @Test
    void two_actions_of_one_name_stop_the_start() {
        Contexts.runner()
                .withBean(Ops.class)
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> {}))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("restart_service"));
    }

    static class Odd {
        @AiopsAction
        void odd(List<String> names) {}
    }

    @Test
    void a_parameter_that_no_runbook_can_give_stops_the_start_and_says_what_to_do() {
        Contexts.runner()
                .withBean(Odd.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("The parameter 'names'")
                        .hasMessageContaining("take a StepContext"));
    }

    @Test
    void calls_of_a_method_are_recorded_with_the_state_before_and_after() {
        Contexts.runner()
                .withBean(Imports.class)
                .withBean("disk", StateProbe.class, () -> target -> Map.of("free", target.service()))
                .run(context -> {
                    assertThat(context.getBean(Imports.class).importAll()).isEqualTo(42);
                    ExecutionResult result =
                            OutOfMemory.executions(context.getBean(Aiops.class)).get(0);
                    assertThat(result.runbookId()).isEqualTo("nightly-import");
                    assertThat(result.target()).isEqualTo("shop");
                    assertThat(result.before().values()).containsEntry("free", "shop");
                    assertThat(result.after().values()).containsEntry("free", "shop");
                });
    }

    @Test
    void value_and_exception_are_the_methods_own() {
        Contexts.runner().withBean(Imports.class).run(context -> {
            Imports imports = context.getBean(Imports.class);
            assertThat(imports.none()).isNull();
            assertThatThrownBy(imports::fail).isInstanceOf(IOException.class).hasMessage("no file");
            imports.unknown();
            assertThat(OutOfMemory.executions(context.getBean(Aiops.class)))
                    .extracting(result -> result.runbookId() + " " + result.status())
                    .containsExactlyInAnyOrder(
                            "Imports.none COMPLETED", "Imports.fail FAILED", "Imports.unknown COMPLETED");
        });
    }

    @Test
    void without_an_aiops_the_method_is_called_as_it_is() {
        Contexts.runner()
                .withPropertyValues("aiops.enabled=false")
                .withBean(Imports.class)
                .run(context ->
                        assertThat(context.getBean(Imports.class).importAll()).isEqualTo(42));
    }

    @Test
    void an_application_with_an_aiops_of_its_own_records_there() {
        Contexts.runner()
                .withBean("own", Aiops.class, () -> Aiops.builder().node("own").build())
                .withBean(Imports.class)
                .run(context -> {
                    context.getBean(Imports.class).importAll();
                    assertThat(OutOfMemory.executions(context.getBean("own", Aiops.class)))
                            .hasSize(1);
                });
    }
}
