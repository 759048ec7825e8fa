package io.aiops4j.spring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What these tests log, with Logback: lines are kept as {@code LEVEL message}, from INFO on, and apart from that with all that was thrown. */
final class CapturedLog extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> everything = new ConcurrentLinkedQueue<>();

    private CapturedLog() {}

    static List<String> linesOf(Runnable work) {
        return List.copyOf(of(work).lines);
    }

    /** What was logged on every level, with stack traces. */
    static String everythingOf(Runnable work) {
        return String.join("\n", of(work).everything);
    }

    /** Logback's root, which all lines reach. */
    static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private static CapturedLog of(Runnable work) {
        CapturedLog captured = new CapturedLog();
        captured.start();
        root().addAppender(captured);
        try {
            work.run();
        } finally {
            root().detachAppender(captured);
        }
        return captured;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = event.getLevel() + " " + event.getFormattedMessage();
        if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            lines.add(line);
        }
        everything.add(
                event.getThrowableProxy() == null
                        ? line
                        : line + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
