package io.aiops4j.spring;

import io.aiops4j.core.Target;
import io.aiops4j.core.signal.LogLine;
import io.aiops4j.core.store.Batcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;

/**
 * What the application logs, on its way to where known failures are looked for. The logging thread notes an event and goes on;
 * one thread makes lines of what was noted. Nothing that the library logs, on whichever thread, is fed, or one line could lead to
 * the next for ever.
 */
final class LogFeed implements SmartLifecycle {

    /** How many lines wait at most, when nothing is said. */
    static final int DEFAULT_CAPACITY = 8_192;

    static final int GREATEST_CAPACITY = 1_000_000;

    /** How long the thread lets lines gather, and after how long it sees that its appender was taken away. */
    static final Duration LINGER = Duration.ofMillis(20);

    /** How long a context that closes waits for the lines that it logged last. */
    static final Duration CLOSING = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LogFeed.class);
    private static final String OWN_LOGGERS = "io.aiops4j";
    private static final String OWN_THREADS = "aiops-";
    private static final int MOST_AT_ONCE = 256;

    private final Consumer<LogLine> to;
    private final Target target;
    private final Level least;
    private final int capacity;
    private final List<LogTap> taps;
    private final LongAdder dropped = new LongAdder();
    private final ThreadLocal<Boolean> formatting = new ThreadLocal<>();
    private volatile @Nullable Feeding feeding;
    private volatile boolean told;
    private volatile boolean odd;

    LogFeed(Consumer<LogLine> to, Target target, Level least, int capacity, List<LogTap> taps) {
        this.to = to;
        this.target = target;
        this.least = least;
        this.capacity = capacity;
        this.taps = List.copyOf(taps);
    }

    /** The least level that is looked at. */
    Level least() {
        return least;
    }

    /** Whether what this logger logs on a thread of this name is looked at. */
    boolean wants(String logger, String thread) {
        return !logger.startsWith(OWN_LOGGERS) && !thread.startsWith(OWN_THREADS) && formatting.get() == null;
    }

    /** Asks foreign objects what they say; what they log meanwhile is not fed. */
    Supplier<String> formatted(Supplier<String> message) {
        formatting.set(true);
        try {
            return LoggedEvent.settled(message.get());
        } finally {
            formatting.remove();
        }
    }

    /** Takes what was noted; never waits, and drops it if there is no room. */
    void note(LoggedEvent event) {
        Feeding now = feeding;
        if (now == null || !now.batcher.offer(event)) {
            dropped.increment();
        }
    }

    /** An event could not even be noted. */
    void lost() {
        dropped.increment();
    }

    /** Lines that were not looked at because too many came, or because they came too late. */
    long dropped() {
        return dropped.sum();
    }

    /** Lines that are not looked at yet. */
    int waiting() {
        Feeding now = feeding;
        return now == null ? 0 : now.batcher.waiting();
    }

    @Override
    public synchronized void start() {
        if (feeding == null) {
            feeding = new Feeding();
            attach();
        }
    }

    // under the lock, so that nothing is attached again that was detached for good
    private synchronized void keep(Feeding by) {
        if (feeding == by) {
            attach();
        }
    }

    private void attach() {
        each(tap -> tap.attach(this));
    }

    // what is odd about the application's logging must not keep it from starting or ending
    private void each(Consumer<LogTap> what) {
        for (LogTap tap : taps) {
            try {
                what.accept(tap);
            } catch (RuntimeException | LinkageError e) {
                if (!odd) { // it is tried again and again
                    odd = true;
                    LOG.warn("An appender could not be attached or taken away: what is logged may not be looked at", e);
                }
            }
        }
    }

    private void tell() {
        if (!told && dropped() > 0) {
            told = true;
            LOG.warn(
                    "More was logged than could be looked at, and some lines were passed over; further ones are only counted");
        }
    }

    @Override
    public void stop() {
        Feeding last;
        synchronized (this) {
            last = feeding;
            each(LogTap::detach);
            feeding = null;
        }
        if (last != null) {
            last.close();
        }
    }

    @Override
    public boolean isRunning() {
        return feeding != null;
    }

    /** Before all others, and gone after them. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /** From one start to the next stop. */
    private final class Feeding implements Batcher.Sink<LoggedEvent> {

        private final Batcher<LoggedEvent> batcher;
        private volatile boolean closing;
        private volatile boolean over;

        private Feeding() {
            batcher = Batcher.named("aiops-logs")
                    .capacity(capacity)
                    .mostAtOnce(MOST_AT_ONCE)
                    .linger(LINGER)
                    .idle(LINGER)
                    .start(this);
        }

        @Override
        public void take(List<LoggedEvent> batch) {
            for (LoggedEvent event : batch) {
                feed(event);
            }
            tell();
            keep(this);
        }

        private void feed(LoggedEvent event) {
            if (over) {
                dropped.increment();
                return;
            }
            try {
                to.accept(event.toLine(target));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                dropped.increment(); // what a throwable says of itself can fail
                LOG.debug("A line could not be made", e);
            }
        }

        // stays here for as long as nothing comes: so whoever logs has nobody to wake, and an appender that was taken
        // away is back
        @Override
        public void idle() {
            while (!closing && isQuiet()) {
                LockSupport.parkNanos(LINGER.toNanos());
                Thread.interrupted();
                keep(this);
            }
        }

        // the thread may be here before whoever started it knows it
        private boolean isQuiet() {
            Batcher<LoggedEvent> known = batcher;
            return known == null || known.waiting() == 0;
        }

        private void close() {
            closing = true;
            dropped.add(batcher.close(CLOSING).size());
            over = true;
        }
    }
}
