package io.aiops4j.spring;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A real application, started as its {@code main} would, and what Boot reports when it does not start. */
final class CapturedAnalysis implements FailureAnalysisReporter {

    private static final AtomicReference<FailureAnalysis> LAST = new AtomicReference<>();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Application {}

    static ConfigurableApplicationContext start(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application.run(properties);
    }

    static FailureAnalysis ofStarting(String... properties) {
        LAST.set(null);
        Throwable failure = catchThrowable(() -> start(properties).close());
        Objects.requireNonNull(failure, "the application started");
        return Objects.requireNonNull(LAST.get(), "nothing was reported");
    }

    @Override
    public void report(FailureAnalysis analysis) {
        LAST.set(analysis);
    }
}
