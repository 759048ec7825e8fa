package io.aiops4j.spring;

import io.aiops4j.Aiops;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Whether runbooks may run here: from when all beans of the application have started, to when the first of them is stopped. Then no run
 * begins any more, and what is under way is waited for; observing and recording go on until the context is closed.
 */
final class Running implements SmartLifecycle {

    /** How long runs that are under way are waited for; Boot's own time-out for a phase, unless it is set shorter. */
    static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final Duration GLANCE = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final Supplier<Aiops> aiops;
    private volatile boolean running;

    Running(Supplier<Aiops> aiops) {
        this.aiops = aiops;
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
                    try {
                        if (!isOver()) {
                            LOG.warn("Runs are still under way after {}; what is left is interrupted", LONGEST_STOP);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        stopped.run();
                    }
                },
                "aiops-stop");
        waiting.setDaemon(true);
        waiting.start();
    }

    // runs alone: an application is never done with observing
    private boolean isOver() throws InterruptedException {
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
