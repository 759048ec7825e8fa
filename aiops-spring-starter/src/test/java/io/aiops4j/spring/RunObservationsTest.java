package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.run.StepContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;

/** Runs in the application's traces. */
class RunObservationsTest {

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private ApplicationContextRunner observed(Action.Handler handler) {
        return Contexts.withAuthority()
                .withBean(ObservationRegistry.class, () -> registry)
                .withBean("restart", Action.class, () -> OutOfMemory.restart(handler));
    }

    @Test
    void a_run_is_observed_with_its_steps_inside() {
        observed(step -> {}).run(context -> {
            ExecutionResult result = OutOfMemory.happensTo(context.getBean(Aiops.class));
            TestObservationRegistryAssert.assertThat(registry)
                    .hasNumberOfObservationsWithNameEqualTo("aiops.run", 1)
                    .hasNumberOfObservationsWithNameEqualTo("aiops.step", 1)
                    .hasObservationWithNameEqualTo("aiops.run")
                    .that()
                    .hasLowCardinalityKeyValue("runbook", "redis-oom")
                    .hasLowCardinalityKeyValue("outcome", "unknown")
                    .hasHighCardinalityKeyValue("run", result.executionId())
                    .hasHighCardinalityKeyValue("target", "redis")
                    .hasBeenStarted()
                    .hasBeenStopped();
            TestObservationRegistryAssert.assertThat(registry)
                    .hasObservationWithNameEqualTo("aiops.step")
                    .that()
                    .hasParentObservationContextSatisfying(
                            parent -> assertThat(parent.getName()).isEqualTo("aiops.run"))
                    .hasLowCardinalityKeyValue("action", "restart_service")
                    .hasLowCardinalityKeyValue("outcome", "done")
                    .doesNotHaveError()
                    .hasBeenStopped();
        });
    }

    @Test
    void what_a_handler_does_joins_the_trace_and_nothing_is_left_open() {
        AtomicReference<@Nullable String> around = new AtomicReference<>();
        observed(step -> {
                    Observation current = registry.getCurrentObservation();
                    around.set(current == null ? null : current.getContext().getName());
                    Observation.createNotStarted("http.client", registry).observe(() -> {});
                })
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(around).hasValue("aiops.step");
                    TestObservationRegistryAssert.assertThat(registry)
                            .hasObservationWithNameEqualTo("http.client")
                            .that()
                            .hasParentObservationContextSatisfying(
                                    parent -> assertThat(parent.getName()).isEqualTo("aiops.step"));
                    TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
                });
    }

    @Test
    void a_step_that_fails_says_so_without_its_words() {
        observed(step -> {
                    throw new IllegalStateException("password=hunter2");
                })
                .run(context -> {
                    ExecutionResult result = OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(result.steps().get(0).error()).contains("IllegalStateException");
                    TestObservationRegistryAssert.assertThat(registry)
                            .hasObservationWithNameEqualTo("aiops.step")
                            .that()
                            .hasLowCardinalityKeyValue("outcome", "failed")
                            .satisfies(step -> assertThat(String.valueOf(step.getError()))
                                    .contains("IllegalStateException")
                                    .doesNotContain("hunter2"));
                    TestObservationRegistryAssert.assertThat(registry)
                            .hasObservationWithNameEqualTo("aiops.run")
                            .that()
                            .hasLowCardinalityKeyValue("outcome", "failed");
                });
    }

    @Test
    void an_observation_that_fails_leaves_the_run_as_it_is() {
        for (String when : new String[] {"start", "open", "close", "stop", "error"}) {
            ObservationRegistry broken = ObservationRegistry.create();
            broken.observationConfig().observationHandler(new Broken(when));
            AtomicInteger restarts = new AtomicInteger();
            Contexts.withAuthority()
                    .withBean(ObservationRegistry.class, () -> broken)
                    .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> restarts.incrementAndGet()))
                    .run(context -> {
                        ExecutionResult result = OutOfMemory.happensTo(context.getBean(Aiops.class));
                        assertThat(result.status()).as(when).isEqualTo(ExecutionResult.Status.COMPLETED);
                        assertThat(restarts).as(when).hasValue(1);
                        assertThat(context.getBean(Aiops.class).health().figures())
                                .containsEntry("loop.failures", 0L);
                    });
        }
    }

    /** Throws at one of the moments. */
    private record Broken(String when) implements ObservationHandler<Observation.Context> {

        private void at(String moment) {
            if (when.equals(moment)) {
                throw new IllegalStateException("the tracer is gone");
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onStart(Observation.Context context) {
            at("start");
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            at("open");
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            at("close");
        }

        @Override
        public void onError(Observation.Context context) {
            at("error");
        }

        @Override
        public void onStop(Observation.Context context) {
            at("stop");
        }
    }

    @Test
    void without_a_registry_or_without_micrometer_runs_are_as_they_were() {
        AtomicInteger restarts = new AtomicInteger();
        ApplicationContextRunner without = Contexts.withAuthority()
                .withBean("restart", Action.class, () -> OutOfMemory.restart(step -> restarts.incrementAndGet()));
        without.run(context -> OutOfMemory.happensTo(context.getBean(Aiops.class)));
        without.withClassLoader(new FilteredClassLoader("io.micrometer")).run(context -> {
            OutOfMemory.happensTo(context.getBean(Aiops.class));
            assertThat(context).doesNotHaveBean("aiopsObservations");
        });
        assertThat(restarts).hasValue(2);
    }

    @Test
    void what_stands_around_steps_is_the_applications_when_it_says_so() {
        AtomicInteger calls = new AtomicInteger();
        observed(step -> {})
                .withBean("aiopsObservations", Action.Around.class, () -> (action, step, work) -> {
                    calls.incrementAndGet();
                    work.run();
                })
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(calls).hasValue(1);
                    assertThat(context).doesNotHaveBean(RunObservations.class);
                });
    }

    @Test
    void of_several_that_stand_around_steps_the_last_one_is_the_outermost() {
        List<String> order = new CopyOnWriteArrayList<>();
        observed(step -> order.add("handler"))
                .withBean("first", Action.Around.class, () -> new Says("first", order, 1))
                .withBean("second", Action.Around.class, () -> new Says("second", order, 2))
                .run(context -> {
                    OutOfMemory.happensTo(context.getBean(Aiops.class));
                    assertThat(order).containsExactly("second", "first", "handler");
                });
    }

    /** Says when it is called. */
    private record Says(String name, List<String> order, int getOrder) implements Action.Around, Ordered {

        @Override
        public void call(String action, StepContext step, Work work) throws Exception {
            order.add(name);
            work.run();
        }
    }
}
