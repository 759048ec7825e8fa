package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import io.aiops4j.core.Target;
import io.aiops4j.core.signal.LogLine;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/** What a real Logback logs, and what becomes of it. */
class LogFeedTest {

    private static final Logger LOG = LoggerFactory.getLogger("shop.Orders");

    private final BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();
    private LogFeed feed = feeding(lines::add, LogFeed.DEFAULT_CAPACITY);

    @AfterEach
    void stop() {
        feed.stop();
        assertThat(appenders()).isZero();
    }

    private LogFeed feeding(Consumer<LogLine> to, int capacity) {
        if (feed != null) {
            feed.stop();
        }
        LogFeed begun =
                new LogFeed(to, Target.service("shop"), Level.WARN, capacity, List.<LogTap>of(new LogbackTap()));
        begun.start();
        return begun;
    }

    private static long appenders() {
        long count = 0;
        for (var each = CapturedLog.root().iteratorForAppenders(); each.hasNext(); each.next()) {
            count++;
        }
        return count;
    }

    private LogLine next() throws InterruptedException {
        LogLine line = lines.poll(20, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return line;
    }

    /** Whatever else was fed would be there before this. */
    private void nothingElseIsFed() throws InterruptedException {
        LOG.warn("the end");
        assertThat(next().message()).isEqualTo("the end");
    }

    @Test
    void a_line_has_the_message_and_what_was_thrown_and_says_where_it_was_logged() throws Exception {
        LOG.error("order {} failed", 42, new IllegalStateException("no heap", new OutOfMemoryError("Java heap space")));
        LogLine line = next();
        assertThat(line.message())
                .isEqualTo("order 42 failed\njava.lang.IllegalStateException: no heap\n"
                        + "Caused by: java.lang.OutOfMemoryError: Java heap space");
        assertThat(line.target()).isEqualTo(Target.service("shop"));
        assertThat(line.fields())
                .containsOnly(
                        java.util.Map.entry("level", "ERROR"),
                        java.util.Map.entry("logger", "shop.Orders"),
                        java.util.Map.entry("thread", Thread.currentThread().getName()));
    }

    @Test
    void what_is_below_the_level_is_not_fed() throws Exception {
        LOG.info("all is well");
        LOG.debug("all is well");
        nothingElseIsFed();
    }

    @Test
    void what_changes_after_it_was_logged_is_fed_as_it_was() throws Exception {
        StringBuilder word = new StringBuilder("before");
        Object[] words = {"one", 2};
        LOG.warn("{}", word);
        LOG.warn("{} {}", words);
        word.setLength(0);
        words[0] = "other";
        assertThat(next().message()).isEqualTo("before");
        assertThat(next().message()).isEqualTo("one 2");
    }

    @Test
    void what_the_library_logs_is_not_fed_whoever_s_logger_its_threads_use() throws Exception {
        LoggerFactory.getLogger("io.aiops4j.core.store.Batcher").error("failed");
        Thread own = new Thread(() -> LOG.error("the store failed"), "aiops-engine-1");
        own.start();
        own.join();
        nothingElseIsFed();
    }

    @Test
    void what_is_logged_for_each_line_that_is_fed_is_not_fed() throws Exception {
        feed = feeding(
                line -> {
                    lines.add(line);
                    LOG.error("one more: {}", line.message(), new OutOfMemoryError());
                },
                LogFeed.DEFAULT_CAPACITY);
        LOG.warn("one");
        assertThat(next().message()).isEqualTo("one");
        for (int i = 0; i < 3; i++) {
            nothingElseIsFed();
        }
    }

    @Test
    void what_an_argument_logs_while_it_is_written_is_not_fed() throws Exception {
        LOG.warn("{}", new Object() {
            @Override
            public String toString() {
                LOG.error("I am asked what I say");
                return "something";
            }
        });
        assertThat(next().message()).isEqualTo("something");
        nothingElseIsFed();
    }

    @Test
    void what_throws_instead_of_saying_what_it_is_hurts_nobody() throws Exception {
        LOG.warn("odd", new IllegalStateException() {
            @Override
            public String getMessage() {
                if (Thread.currentThread()
                        .getName()
                        .equals("aiops-logs")) { // Logback asks too, and is not to hear of it
                    throw new UnsupportedOperationException("not here");
                }
                return "odd";
            }
        });
        nothingElseIsFed();
        assertThat(feed.dropped()).isEqualTo(1);
    }

    @Test
    void causes_that_lead_back_into_themselves_come_to_an_end() throws Exception {
        Exception one = new IllegalStateException("one");
        Exception other = new IllegalStateException("other", one);
        one.initCause(other);
        LOG.warn("round", one);
        assertThat(next().message().lines()).hasSize(1 + LoggedEvent.MOST_CAUSES);
    }

    @Test
    void a_message_that_is_too_long_is_cut() throws Exception {
        LOG.warn("x".repeat(2 * LoggedEvent.LONGEST));
        LOG.warn("{}", "y".repeat(2 * LoggedEvent.LONGEST));
        assertThat(next().message()).hasSize(LoggedEvent.LONGEST);
        assertThat(next().message()).hasSize(LoggedEvent.LONGEST);
    }

    @Test
    void where_nobody_keeps_up_lines_are_dropped_and_counted_and_nobody_waits() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch going = new CountDownLatch(1);
        feed = feeding(
                line -> {
                    stuck.countDown();
                    wait(going);
                    lines.add(line);
                },
                4);
        LOG.warn("first");
        assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            LOG.warn("line {}", i);
        }
        assertThat(feed.waiting()).isEqualTo(4);
        assertThat(feed.dropped()).isEqualTo(996);
        assertThat(CapturedLog.linesOf(() -> {
                    going.countDown();
                    Soon.holds("all that waited was looked at", () -> lines.size() == 5);
                    feed.stop();
                }))
                .filteredOn(line -> line.startsWith("WARN More was logged than could be looked at"))
                .hasSize(1);
        for (String message : List.of("first", "line 0", "line 1", "line 2", "line 3")) {
            assertThat(next().message()).isEqualTo(message);
        }
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_waits_is_fed_before_it_ends() {
        for (int i = 0; i < 1_000; i++) {
            LOG.warn("line {}", i);
        }
        feed.stop();
        assertThat(lines).hasSize(1_000);
        LOG.warn("too late");
        assertThat(lines).hasSize(1_000);
        assertThat(feed.dropped()).isZero();
    }

    @Test
    void what_is_not_fed_in_time_is_dropped_and_counted() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch going = new CountDownLatch(1);
        feed = feeding(
                line -> {
                    stuck.countDown();
                    wait(going);
                    lines.add(line);
                },
                LogFeed.DEFAULT_CAPACITY);
        LOG.warn("first");
        assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
        LOG.warn("second");
        LOG.warn("third");
        feed.stop();
        assertThat(feed.dropped()).isEqualTo(2);
        going.countDown();
        assertThat(next().message()).isEqualTo("first");
        assertThat(lines).isEmpty();
    }

    @Test
    void it_can_be_started_again() throws Exception {
        feed.stop();
        feed.start();
        feed.start();
        assertThat(appenders()).isEqualTo(1);
        nothingElseIsFed();
    }

    @Test
    void logging_that_is_reset_does_not_lose_it() throws Exception {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
        CapturedLog.root().setLevel(ch.qos.logback.classic.Level.ALL);
        Soon.holds("it is attached again", () -> appenders() == 1);
        nothingElseIsFed();
    }

    @Test
    void logging_that_boot_initialises_anew_does_not_lose_it() throws Exception {
        LogbackLoggingSystem boot = new LogbackLoggingSystem(getClass().getClassLoader());
        boot.beforeInitialize();
        boot.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        try {
            Soon.holds("it is attached again", () -> appenders() == 1);
            nothingElseIsFed();
        } finally {
            boot.cleanUp();
        }
    }
}
