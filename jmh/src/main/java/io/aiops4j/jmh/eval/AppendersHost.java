package io.aiops4j.jmh.eval;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.aiops4j.Aiops;
import io.aiops4j.spring.AiopsBuilderCustomizer;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.util.SampleBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The application that logs, as a process of its own. */
final class AppendersHost {

    static final int ROUNDS = 3;

    /** The last word: what was logged was seen. */
    static final String SEEN = "seen";

    private static final int SLICES_A_SECOND = 4;
    private static final long PAUSE_NANOS = 10_000;
    private static final int LINES_A_SLICE = (int) (1_000_000_000 / PAUSE_NANOS / SLICES_A_SECOND);
    private static final int ODD = 10;
    private static final int FAILED = 1_000;
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p [%t] %logger{39} : %m%n%ex";

    private final Logger log = LoggerFactory.getLogger("com.example.shop.Orders");
    private final Exception failure = new IllegalStateException("the order is gone");
    private final ConfigurableApplicationContext context;

    private AppendersHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * What came of a round; times are nanoseconds.
     *
     * @param lines with our appender
     * @param perSecond how many of them in a second
     * @param dropped of them
     */
    record Round(
            long lines,
            double perSecond,
            long dropped,
            double p50,
            double p99,
            double p999,
            double plainP50,
            double plainP99,
            double plainP999) {

        static Round parse(String line) {
            String[] words = line.split(" ", -1);
            double[] at = new double[words.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = Double.parseDouble(words[i]);
            }
            return new Round((long) at[0], at[1], (long) at[2], at[3], at[4], at[5], at[6], at[7], at[8]);
        }

        @Override
        public String toString() {
            return lines + " " + perSecond + " " + dropped + " " + p50 + " " + p99 + " " + p999 + " " + plainP50 + " "
                    + plainP99 + " " + plainP999;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        ParentWatch parent = ParentWatch.begin();
        logToNowhere();
        SpringApplication application = new SpringApplication(AppendersHost.Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (ConfigurableApplicationContext context = application.run()) {
            AppendersHost host = new AppendersHost(context);
            int slices = Integer.parseInt(args[0]) * SLICES_A_SECOND;
            host.round(slices);
            for (int i = 0; i < ROUNDS; i++) {
                parent.say(host.round(slices).toString());
            }
            host.see();
            parent.say(SEEN);
            parent.await();
        }
    }

    /** All that the starter and Boot bring along, and nothing else. */
    @EnableAutoConfiguration
    static class Application {

        @Bean
        AiopsBuilderCustomizer name() {
            return builder -> builder.node("eval");
        }
    }

    // Logback as a host has it, without the disk, which would cost both the same and more than either
    private static void logToNowhere() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        logback.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logback);
        encoder.setPattern(PATTERN);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> nowhere = new OutputStreamAppender<>();
        nowhere.setContext(logback);
        nowhere.setEncoder(encoder);
        nowhere.setOutputStream(OutputStream.nullOutputStream());
        nowhere.start();
        ch.qos.logback.classic.Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(nowhere);
    }

    private Round round(int slices) {
        SampleBuffer with = new SampleBuffer();
        SampleBuffer plain = new SampleBuffer();
        long dropped = dropped();
        long nanos = 0;
        for (int i = 0; i < slices; i++) {
            boolean first = i % 2 == 0;
            if (!first) {
                slice(false, plain);
            }
            nanos += slice(true, with);
            if (first) {
                slice(false, plain);
            }
        }
        return new Round(
                with.count(),
                with.count() * 1e9 / nanos,
                dropped() - dropped,
                at(with, 50),
                at(with, 99),
                at(with, 99.9),
                at(plain, 50),
                at(plain, 99),
                at(plain, 99.9));
    }

    private long slice(boolean attached, SampleBuffer samples) {
        if (attached) {
            context.start();
        } else {
            context.stop();
        }
        long begun = System.nanoTime();
        long next = begun;
        for (int i = 0; i < LINES_A_SLICE; i++) {
            while (System.nanoTime() - next < 0) {
                Thread.onSpinWait();
            }
            long before = System.nanoTime();
            say(i);
            samples.add(System.nanoTime() - before);
            next += PAUSE_NANOS;
        }
        return System.nanoTime() - begun;
    }

    private void say(int i) {
        if (i % FAILED == 1) {
            log.warn("order {} failed", i, failure);
        } else if (i % ODD == 2) {
            log.warn("order {} has {} articles", i, new AtomicLong(3));
        } else {
            log.warn("order {} of {} took {} ms", i, "a customer", 17L);
        }
    }

    private static double at(SampleBuffer of, double percentile) {
        return of.getStatistics(1).getPercentile(percentile);
    }

    private long dropped() {
        Object dropped = context.getBean("aiopsHealthIndicator", HealthIndicator.class)
                .health()
                .getDetails()
                .get("logs.dropped");
        return (Long) dropped;
    }

    private void see() {
        context.start();
        log.error("order failed", new OutOfMemoryError("Java heap space"));
        Aiops aiops = context.getBean(Aiops.class);
        while (aiops.incidents().open().isEmpty()) {
            LockSupport.parkNanos(1_000_000); // whoever waits for us has a deadline
        }
    }
}
