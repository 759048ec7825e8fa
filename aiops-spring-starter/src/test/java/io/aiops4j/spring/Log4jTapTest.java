package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.Aiops;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.signal.LogLine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.test.context.FilteredClassLoader;

/** What a real Log4j logs, and what becomes of it. */
class Log4jTapTest {

    private static final Logger LOG = LogManager.getLogger("shop.Orders");
    private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

    private final BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();

    @AfterEach
    void nothing_is_left_at_the_root() {
        assertThat(appenders()).isEmpty();
    }

    private static LoggerContext log4j() {
        return (LoggerContext) LogManager.getContext(false);
    }

    private static Map<String, Appender> appenders() {
        return log4j().getConfiguration().getRootLogger().getAppenders();
    }

    private LogFeed feed() {
        return new LogFeed(
                lines::add,
                Target.service("shop"),
                Level.WARN,
                LogFeed.DEFAULT_CAPACITY,
                List.<LogTap>of(new Log4jTap()));
    }

    private LogLine next() throws InterruptedException {
        LogLine line = lines.poll(20, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return line;
    }

    @Test
    void an_error_that_log4j_logs_opens_an_incident_once() {
        Contexts.withAuthority()
                .withClassLoader(new FilteredClassLoader("ch.qos.logback"))
                .withPropertyValues("spring.application.name=shop")
                .run(context -> {
                    assertThat(context).hasBean("aiopsLog4jTap").doesNotHaveBean("aiopsLogbackTap");
                    Aiops aiops = context.getBean(Aiops.class);
                    LOG.error("order {} failed", 42, FULL);
                    Soon.holds("it is seen", () -> !aiops.incidents().open().isEmpty());
                    Incident incident = aiops.incidents().open().get(0);
                    assertThat(incident.type()).isEqualTo("out_of_memory");
                    assertThat(incident.target()).isEqualTo(Target.service("shop"));
                    assertThat(incident.message())
                            .isEqualTo("order 42 failed\njava.lang.OutOfMemoryError: Java heap space");
                    assertThat(incident.signals()).isEqualTo(1);
                });
    }

    @Test
    void a_line_says_where_it_was_logged_and_what_it_said_then() throws Exception {
        LogFeed feed = feed();
        feed.start();
        try {
            StringBuilder word = new StringBuilder("before");
            Object[] words = {"one", 2};
            LOG.info("all is well");
            LOG.fatal("{} is over", word);
            LOG.error(new ParameterizedMessage("{} {}", words));
            LOG.error(new ParameterizedMessage("{}", word));
            words[0] = "other";
            word.setLength(0);
            LogLine first = next();
            assertThat(first.message()).isEqualTo("before is over");
            assertThat(first.fields())
                    .containsOnly(
                            Map.entry("level", "FATAL"),
                            Map.entry("logger", "shop.Orders"),
                            Map.entry("thread", Thread.currentThread().getName()));
            assertThat(next().message()).isEqualTo("one 2");
            assertThat(next().message()).isEqualTo("before");
        } finally {
            feed.stop();
        }
    }

    @Test
    void what_the_library_logs_and_what_is_logged_for_a_line_is_not_fed() throws Exception {
        LogFeed feed = new LogFeed(
                line -> {
                    LOG.error("one more", FULL);
                    lines.add(line);
                },
                Target.service("shop"),
                Level.WARN,
                LogFeed.DEFAULT_CAPACITY,
                List.<LogTap>of(new Log4jTap()));
        feed.start();
        try {
            LogManager.getLogger("io.aiops4j.Aiops").error("failed");
            LOG.warn("{}", new Object() {
                @Override
                public String toString() {
                    LOG.error("I am asked what I say");
                    return "something";
                }
            });
            for (int i = 0; i < 3; i++) {
                LOG.warn("the end");
            }
            // with messages that are used again Log4j asks before any appender is called, so that was logged before
            List<String> fed = List.of(next().message(), next().message());
            assertThat(fed).contains("something").doesNotContain("one more", "failed");
        } finally {
            feed.stop();
        }
        assertThat(lines).extracting(LogLine::message).allMatch(message -> message.equals("the end"));
    }

    @Test
    void an_argument_that_logs_elsewhere_while_it_is_written_feeds_one_line() throws Exception {
        LogFeed feed = new LogFeed(
                lines::add,
                Target.service("shop"),
                Level.WARN,
                LogFeed.DEFAULT_CAPACITY,
                List.<LogTap>of(new LogbackTap(), new Log4jTap()));
        feed.start();
        try {
            LoggerFactory.getLogger("shop.Orders").warn("{}", new Object() {
                @Override
                public String toString() {
                    LOG.error("I am asked what I say");
                    return "something";
                }
            });
        } finally {
            feed.stop();
        }
        assertThat(lines).extracting(LogLine::message).containsExactly("something");
    }

    @Test
    void log4j_that_is_configured_anew_does_not_lose_it_and_two_have_an_appender_each() throws Exception {
        LogFeed one = feed();
        LogFeed other = feed();
        one.start();
        other.start();
        try {
            assertThat(appenders()).hasSize(2);
            log4j().reconfigure();
            Soon.holds("both are attached again", () -> appenders().size() == 2);
            LOG.warn("the end");
            assertThat(next().message()).isEqualTo("the end");
            assertThat(next().message()).isEqualTo("the end");
        } finally {
            one.stop();
            other.stop();
        }
        assertThat(lines).isEmpty();
    }
}
