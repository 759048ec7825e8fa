package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.AiopsListener;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.match.AlertPattern;
import io.aiops4j.core.signal.MetricPoint;
import io.aiops4j.core.signal.Sensor;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.stores.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

/** Which lines of the application's own log are looked at, in real contexts with a real Logback. */
class LogsPropertiesTest {

    private static final Logger LOG = LoggerFactory.getLogger("shop.Orders");
    private static final int MOST_MARKS = 5;
    private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

    private int marks;

    @AfterEach
    void nothing_is_left_at_the_root() {
        assertThat(appenders()).isEmpty();
    }

    private static List<Object> appenders() {
        List<Object> all = new ArrayList<>();
        CapturedLog.root().iteratorForAppenders().forEachRemaining(all::add);
        return all;
    }

    private static ApplicationContextRunner runner() {
        ApplicationContextRunner runner = Contexts.withAuthority();
        for (int i = 1; i <= MOST_MARKS; i++) {
            String mark = "mark-" + i;
            runner = runner.withBean(
                    mark, AlertPattern.class, () -> AlertPattern.of(mark, mark + "\\b", mark, Severity.INFO));
        }
        return runner;
    }

    /** Whatever else was logged before has been looked at after this. */
    private List<Incident> seenBy(Aiops aiops) {
        String mark = "mark-" + ++marks;
        LOG.error(mark);
        List<Incident> open = new ArrayList<>();
        Soon.holds("the mark is seen", () -> {
            OutOfMemory.flush(aiops);
            open.clear();
            open.addAll(aiops.incidents().open());
            return open.stream().anyMatch(each -> each.type().equals(mark));
        });
        open.removeIf(each -> each.type().startsWith("mark-"));
        return open;
    }

    @Test
    void an_error_that_is_logged_opens_an_incident() {
        runner().run(context -> {
            LOG.error("order 42 failed", FULL);
            assertThat(seenBy(context.getBean(Aiops.class))).singleElement().satisfies(incident -> {
                assertThat(incident.type()).isEqualTo("out_of_memory");
                assertThat(incident.target()).isEqualTo(Target.service("application"));
                assertThat(incident.message())
                        .isEqualTo("order 42 failed\njava.lang.OutOfMemoryError: Java heap space");
                assertThat(incident.signals()).isEqualTo(1);
            });
        });
    }

    @Test
    void the_service_is_the_application_unless_another_one_is_named() {
        runner().withPropertyValues("spring.application.name=shop").run(context -> {
            LOG.error("failed", FULL);
            assertThat(seenBy(context.getBean(Aiops.class)))
                    .extracting(Incident::target)
                    .containsExactly(Target.service("shop"));
        });
        runner().withPropertyValues("spring.application.name=shop", "aiops.logs.service=till")
                .run(context -> {
                    LOG.error("failed", FULL);
                    assertThat(seenBy(context.getBean(Aiops.class)))
                            .extracting(Incident::target)
                            .containsExactly(Target.service("till"));
                });
    }

    @Test
    void warnings_are_looked_at_and_what_is_less_is_not_unless_that_is_said() {
        runner().run(context -> {
            LOG.info("failed", FULL);
            assertThat(seenBy(context.getBean(Aiops.class))).isEmpty();
            LOG.warn("failed", FULL);
            assertThat(seenBy(context.getBean(Aiops.class))).hasSize(1);
        });
        runner().withPropertyValues("aiops.logs.level=info").run(context -> {
            LOG.info("failed", FULL);
            assertThat(seenBy(context.getBean(Aiops.class))).hasSize(1);
        });
        runner().withPropertyValues("aiops.logs.level=error").run(context -> {
            LOG.warn("failed", FULL);
            assertThat(seenBy(context.getBean(Aiops.class))).isEmpty();
        });
    }

    @Test
    void an_application_that_does_not_want_it_gets_no_appender() {
        for (String property : new String[] {"aiops.logs.enabled=false", "aiops.enabled=false"}) {
            runner().withPropertyValues(property).run(context -> {
                assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(LogFeed.class)
                        .doesNotHaveBean(LogTap.class);
                assertThat(appenders()).isEmpty();
            });
        }
    }

    @Test
    void an_application_without_logback_gets_no_appender_of_logback() {
        runner().withClassLoader(new FilteredClassLoader("ch.qos.logback")).run(context -> {
            assertThat(context).hasNotFailed().hasBean("aiopsLog4jTap").doesNotHaveBean("aiopsLogbackTap");
            assertThat(appenders()).isEmpty();
        });
    }

    @Test
    void an_application_without_log4j_works() {
        runner().withClassLoader(new FilteredClassLoader("org.apache.logging.log4j"))
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .hasBean("aiopsLogbackTap")
                            .doesNotHaveBean("aiopsLog4jTap");
                    LOG.error("failed", FULL);
                    assertThat(seenBy(context.getBean(Aiops.class))).hasSize(1);
                });
    }

    @Test
    void an_application_that_logs_with_neither_works() {
        runner().withClassLoader(new FilteredClassLoader("ch.qos.logback", "org.apache.logging.log4j"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Aiops.class)
                        .doesNotHaveBean(LogFeed.class));
    }

    @Test
    void a_bean_of_the_application_in_its_place_is_kept() {
        runner().withBean("aiopsLogs", String.class, () -> "own").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(LogFeed.class);
            assertThat(appenders()).isEmpty();
        });
    }

    @Test
    void an_aiops_of_the_application_is_fed_and_of_two_none_is() {
        Contexts.runner()
                .withPropertyValues("aiops.logs.service=till")
                .withBean("own", Aiops.class, () -> Aiops.builder().build())
                .run(context -> {
                    Aiops own = context.getBean(Aiops.class);
                    LOG.error("failed", FULL);
                    Soon.holds("it is seen", () -> !own.incidents().open().isEmpty());
                    assertThat(own.incidents().open())
                            .extracting(Incident::target)
                            .containsExactly(Target.service("till"));
                });
        Contexts.runner()
                .withBean("one", Aiops.class, () -> Aiops.builder().build())
                .withBean("two", Aiops.class, () -> Aiops.builder().build())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LogFeed.class));
    }

    @Test
    void of_two_contexts_each_sees_a_line_once_and_the_one_that_is_left_goes_on() {
        runner().run(one -> {
            runner().run(other -> {
                assertThat(appenders()).hasSize(2);
                LOG.error("failed", FULL);
                for (Aiops aiops : List.of(one.getBean(Aiops.class), other.getBean(Aiops.class))) {
                    assertThat(seenBy(aiops)).extracting(Incident::signals).containsExactly(1L);
                }
            });
            assertThat(appenders()).hasSize(1);
            LOG.error("failed", FULL);
            assertThat(seenBy(one.getBean(Aiops.class)))
                    .extracting(Incident::signals)
                    .containsExactly(2L);
        });
    }

    @Test
    void what_was_logged_last_is_seen_before_the_context_is_closed() {
        Stores stores = Stores.inMemory(Clock.systemUTC());
        runner().withBean(Stores.class, () -> stores).run(context -> LOG.error("failed", FULL));
        assertThat(stores.journal().readAll(0, 100))
                .extracting(entry -> entry.type().toString())
                .anyMatch(type -> type.contains("incident.opened"));
    }

    @Test
    void a_context_that_cannot_start_leaves_nothing_behind() {
        runner().withBean("late", Late.class).run(context -> {
            assertThat(context).hasFailed();
            assertThat(appenders()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("aiops-logs");
        });
    }

    private static final class Late implements SmartLifecycle {

        @Override
        public void start() {
            assertThat(appenders()).hasSize(1);
            throw new IllegalStateException("the port is taken");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    @Test
    void an_application_whose_beans_are_lazy_is_looked_at() {
        runner().withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    LOG.error("failed", FULL);
                    assertThat(seenBy(context.getBean(Aiops.class))).hasSize(1);
                });
    }

    @Test
    void lines_that_were_dropped_show_in_health() {
        runner().run(context -> {
            HealthIndicator health = context.getBean("aiopsHealthIndicator", HealthIndicator.class);
            assertThat(health.health().getDetails())
                    .containsEntry("logs.dropped", 0L)
                    .containsKey("logs.waiting")
                    .doesNotContainKey("degradations");
            context.getBean(LogFeed.class).lost();
            Health degraded = health.health();
            assertThat(degraded.getStatus().getCode()).isEqualTo(HealthDetails.DEGRADED);
            assertThat(degraded.getDetails()).containsEntry("logs.dropped", 1L);
            assertThat(degraded.getDetails().get("degradations").toString()).contains("logs.dropped=1: lines");
        });
    }

    @Test
    void a_listener_and_a_sensor_that_log_errors_for_all_that_they_see_do_not_feed_themselves() {
        AtomicInteger logged = new AtomicInteger();
        runner().withBean(AiopsListener.class, () -> entry -> {
                    logged.incrementAndGet();
                    LOG.error("seen: {}", entry, FULL);
                })
                .withBean("loud", Sensor.class, () -> point -> {
                    LOG.error("measured", FULL);
                    return List.of();
                })
                .run(context -> {
                    Aiops aiops = context.getBean(Aiops.class);
                    aiops.observe(MetricPoint.of("heap.used", "shop", 1));
                    assertThat(seenBy(aiops)).extracting(Incident::signals).containsExactly(1L);
                    Soon.holds("it was told", () -> logged.get() > 0);
                    assertThat(seenBy(aiops)).extracting(Incident::signals).containsExactly(1L);
                    assertThat(seenBy(aiops)).extracting(Incident::signals).containsExactly(1L);
                });
    }

    @Test
    void a_store_that_fails_and_logs_it_does_not_feed_itself() {
        AtomicBoolean broken = new AtomicBoolean();
        AtomicInteger failures = new AtomicInteger();
        Stores memory = Stores.inMemory(Clock.systemUTC());
        Journal journal = (Journal) proxied(Journal.class, memory.journal(), "append", () -> {
            if (broken.get()) {
                failures.incrementAndGet();
                LOG.error("the disk is gone", FULL);
                throw new IllegalStateException("the disk is gone");
            }
            return null;
        });
        Stores stores = (Stores) proxied(Stores.class, memory, "journal", () -> journal);
        runner().withBean(Stores.class, () -> stores).run(context -> {
            LogFeed feed = context.getBean(LogFeed.class);
            OutOfMemory.flush(context.getBean(Aiops.class));
            broken.set(true);
            LOG.error("failed", FULL);
            Soon.holds("the store was asked", () -> failures.get() > 0);
            OutOfMemory.flush(context.getBean(Aiops.class));
            int before = failures.get();
            for (int i = 0; i < 10; i++) { // each takes a turn of the feeding thread
                LOG.warn("nothing in particular");
                Soon.holds("it was looked at", () -> feed.waiting() == 0);
                OutOfMemory.flush(context.getBean(Aiops.class));
            }
            assertThat(failures.get()).isEqualTo(before);
            broken.set(false);
        });
    }

    private interface Instead {
        Object of();
    }

    private static Object proxied(Class<?> type, Object real, String method, Instead instead) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            Object answer = called.getName().equals(method) ? instead.of() : null;
            try {
                return answer == null ? called.invoke(real, args) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Test
    void what_cannot_be_used_is_named() {
        Reports.name("aiops.logs.capacity", "It is 1", "aiops.logs.capacity=8192", "aiops.logs.capacity=1");
        Reports.name("aiops.logs.service", "'@'", "aiops.logs.service=shop", "aiops.logs.service=shop@node");
        Reports.name("spring.application.name", "'@'", "aiops.logs.service=shop", "spring.application.name=a@b");
        FailureAnalysis level = CapturedAnalysis.ofStarting("--aiops.logs.level=loud");
        assertThat(level.getDescription()).contains("aiops.logs.level", "loud");
        assertThat(level.getAction()).contains("WARN");
    }
}
