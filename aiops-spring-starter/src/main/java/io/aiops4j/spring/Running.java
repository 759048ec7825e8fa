package io.aiops4j.spring;

import io.aiops4j.Aiops;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Whether runbooks may run here: from when all beans of the application have started, to before the first of them is stopped. Then no run
 * begins any more, and what is under way is waited for; observing and recording go on until the context is closed.
 */
final class Running implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, Ordered {

    /** How long runs that are under way are waited for; Boot's own time-out for a phase, unless it is set shorter. */
    static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final Duration GLANCE = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Supplier<Aiops> aiops;
    private final ApplicationContext context;
    private volatile boolean running;

    Running(Supplier<Aiops> aiops, ApplicationContext context) {
        this.aiops = aiops;
        this.context = context;
    }

    /** Before anything that a handler may need is stopped. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closing) {
        if (closing.getApplicationContext() == context && running) {
            stop();
            await();
        }
    }

    @Override
    public void start() {
        Objects.requireNonNull(aiops.get()); // it begins now, also where beans are made late
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public void stop(Runnable stopped) {
        stop();
        Thread waiting = new Thread(
                () -> {
                    await();
                    stopped.run();
                },
                "aiops-stop");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void await() {
        try {
            if (!isOver()) {
                LOG.warn("Runs are still under way after {}; what is left is interrupted", LONGEST_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // runs alone: an application is never done with observing
    private boolean isOver() throws InterruptedException {
        if (Thread.currentThread().getName().startsWith("aiops-action-")) {
            return true; // a handler closes its own application, and would wait for itself
        }
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        while (aiops.get().runs().underWay() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
        }
        return true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
