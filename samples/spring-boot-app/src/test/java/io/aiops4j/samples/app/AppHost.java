package io.aiops4j.samples.app;

import io.aiops4j.Aiops;
import io.aiops4j.core.review.Proposal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The sample on a free port of this machine, with passwords that are known and customers who wait for nothing. */
final class AppHost implements AutoCloseable {

    static final String PASSWORD = "a-password-for-tests";

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final List<String> OURS = List.of(
            "server.port=0",
            "sample.orders-every=100ms",
            "logging.level.root=off",
            "logging.level.shop=error",
            "logging.threshold.console=off",
            "sample.passwords.author=" + PASSWORD,
            "sample.passwords.reviewer=" + PASSWORD);

    private final ConfigurableApplicationContext context;

    private AppHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static AppHost start(String... properties) {
        return start(context -> {}, properties);
    }

    /** With further beans. */
    static AppHost start(ApplicationContextInitializer<ConfigurableApplicationContext> more, String... properties) {
        SpringApplication application = SpringBootApp.application();
        application.addInitializers(more);
        application.setRegisterShutdownHook(false);
        Map<String, String> all = new LinkedHashMap<>();
        for (String each : OURS) {
            all.put(each.substring(0, each.indexOf('=')), "--" + each);
        }
        for (String each : properties) {
            all.put(each.substring(0, each.indexOf('=')), "--" + each); // said twice, the last one counts
        }
        return new AppHost(application.run(all.values().toArray(String[]::new)));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    Aiops aiops() {
        return context.getBean(Aiops.class);
    }

    Cache cache() {
        return context.getBean(Cache.class);
    }

    String address() {
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** The proposal of this kind that waits, as soon as it does. */
    Proposal waiting(String kind) {
        return soon(
                "a proposal of the kind " + kind + " waits",
                () -> aiops().reviews().pending().stream()
                        .filter(each -> each.kind().equals(kind))
                        .findFirst());
    }

    /** What is there soon, and not at once, because another thread does it. */
    static <T> T soon(String what, Supplier<Optional<T>> wanted) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            Optional<T> found = wanted.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + DEADLINE + ": " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
