package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Scope;
import io.aiops4j.core.execution.ExecutionResult;
import io.aiops4j.core.review.Approval;
import io.aiops4j.core.review.Grant;
import io.aiops4j.core.run.Action;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.stores.Stores;
import io.aiops4j.core.verify.StateProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Runbooks run from when the application has started to when it stops. */
@Timeout(60)
class RunningTest {

    private final Stores stores = Stores.inMemory(Clock.systemUTC());

    private ApplicationContextRunner with(Action.Handler handler) {
        return Contexts.withAuthority()
                .withBean("stores", Stores.class, () -> stores, definition -> definition.setDestroyMethodName(""))
                .withBean("redis", StateProbe.class, () -> target -> Map.of("status", "running"))
                .withBean("restart", Action.class, () -> OutOfMemory.restart(handler));
    }

    @Test
    void what_runs_when_the_application_stops_is_waited_for() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean closed = new AtomicBoolean();
        with(step -> {
                    begun.countDown();
                    stopping.await(30, TimeUnit.SECONDS);
                    ended.set(!closed.get());
                })
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    Thread failure = new Thread(() -> OutOfMemory.happensTo(aiops));
                    failure.start();
                    begun.await();
                    Thread stop =
                            new Thread(((ConfigurableApplicationContext) context.getSourceApplicationContext())::close);
                    stop.start();
                    while (context.getBean(Running.class).isRunning()) {
                        Thread.onSpinWait();
                    }
                    stopping.countDown();
                    stop.join();
                    closed.set(true);
                    failure.join();
                });
        assertThat(ended).as("it came to its end before anything was closed").isTrue();
    }

    @Test
    void nothing_begins_once_the_application_stops_and_it_goes_on_when_it_starts_again() {
        with(step -> {}).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            Running running = context.getBean(Running.class);
            running.stop();
            String proposal = OutOfMemory.submittedTo(aiops);
            aiops.reviews()
                    .approve(
                            proposal,
                            OutOfMemory.BOB,
                            Grant.in(Scope.service("redis")).mode(Approval.Mode.AT_ONCE));
            OutOfMemory.isSeenBy(aiops);
            assertThat(aiops.runs().open()).hasSize(1);
            assertThat(OutOfMemory.executions(aiops)).isEmpty();
            running.start();
            while (OutOfMemory.executions(aiops).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(OutOfMemory.executions(aiops))
                    .extracting(ExecutionResult::success)
                    .containsExactly(true);
        });
    }

    @Test
    void where_beans_are_made_late_it_begins_with_the_application() {
        Contexts.runner()
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(context.getSourceApplicationContext()
                                .getBeanFactory()
                                .containsSingleton("aiops"))
                        .isTrue());
    }

    @Test
    void handlers_run_on_virtual_threads_where_the_application_has_them() {
        AtomicReference<String> handler = new AtomicReference<>();
        AtomicReference<String> group = new AtomicReference<>();
        with(step -> {
                    handler.set(Thread.currentThread().getName());
                    // all virtual threads are said to be in one group, and a thread that is over in none
                    group.set(Thread.currentThread().getThreadGroup().getName());
                })
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> OutOfMemory.happensTo(context.getBean(Aiops.class)));
        assertThat(handler.get()).startsWith("aiops-action-");
        assertThat(group.get().equals("VirtualThreads"))
                .isEqualTo(Runtime.version().feature() >= 21);
    }

    @Test
    void an_application_that_never_stops_observing_can_be_stopped() {
        AtomicBoolean over = new AtomicBoolean();
        long[] took = new long[1];
        with(step -> {}).run(context -> {
            Aiops aiops = context.getBean(Aiops.class);
            Thread busy = new Thread(() -> {
                while (!over.get()) {
                    aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
                }
            });
            busy.start();
            long before = System.nanoTime();
            ((ConfigurableApplicationContext) context.getSourceApplicationContext()).close();
            took[0] = System.nanoTime() - before;
            over.set(true);
            busy.join();
        });
        assertThat(Duration.ofNanos(took[0])).isLessThan(Running.LONGEST_STOP.dividedBy(2));
    }

    /** A bean that handlers need, and that is stopped among the first. */
    private static final class Client implements SmartLifecycle {

        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    @Test
    void what_a_handler_needs_is_there_until_it_is_over() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        Client client = new Client();
        AtomicBoolean needed = new AtomicBoolean();
        with(step -> {
                    begun.countDown();
                    stopping.await(30, TimeUnit.SECONDS);
                    needed.set(client.isRunning());
                })
                .withBean("client", Client.class, () -> client)
                .run(context -> {
                    Running running = context.getBean(Running.class);
                    Thread failure = new Thread(() -> OutOfMemory.happensTo(context.getBean(Aiops.class)));
                    failure.start();
                    begun.await();
                    Thread stop =
                            new Thread(((ConfigurableApplicationContext) context.getSourceApplicationContext())::close);
                    stop.start();
                    while (running.isRunning()) {
                        Thread.onSpinWait();
                    }
                    stopping.countDown();
                    stop.join();
                    failure.join();
                });
        assertThat(needed).isTrue();
    }
}
