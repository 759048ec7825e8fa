package io.aiops4j.spring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/** An appender at Logback's root, where Logback is what SLF4J logs with. */
final class LogbackTap implements LogTap {

    private @Nullable Appender appender;

    @Override
    public void attach(LogFeed feed) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Appender ours = appender;
        if (ours == null) {
            ours = new Appender(feed);
            appender = ours;
        }
        Logger root = root(context);
        if (!ours.isStarted() || !root.isAttached(ours)) {
            ours.setContext(context);
            ours.start();
            root.addAppender(ours);
        }
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    public void detach() {
        Appender ours = appender;
        appender = null;
        if (ours != null && ours.getContext() instanceof LoggerContext context) {
            root(context).detachAppender(ours);
            ours.stop();
        }
    }

    private static final class Appender extends UnsynchronizedAppenderBase<ILoggingEvent> {

        private final LogFeed feed;
        private final Level least;

        private Appender(LogFeed feed) {
            this.feed = feed;
            this.least = Level.convertAnSLF4JLevel(feed.least());
            setName("aiops-logs");
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (!event.getLevel().isGreaterOrEqual(least)) {
                return;
            }
            try {
                String logger = event.getLoggerName();
                String thread = event.getThreadName();
                if (feed.wants(logger, thread)) {
                    feed.note(new LoggedEvent(event.getLevel().levelStr, logger, thread, text(event), thrown(event)));
                }
            } catch (Throwable e) { // an Error too: whoever logs must not hear of it
                feed.lost();
            }
        }

        private Supplier<String> text(ILoggingEvent event) {
            String pattern = event.getMessage();
            Object[] arguments = event.getArgumentArray();
            if (arguments == null) {
                return LoggedEvent.settled(pattern);
            }
            if (LoggedEvent.canWait(pattern, arguments)) {
                Object[] copy = arguments.clone(); // the array may be the caller's
                return () -> MessageFormatter.basicArrayFormat(pattern, copy);
            }
            return feed.formatted(event::getFormattedMessage);
        }

        // what came from another process has no throwable; its message is looked at all the same
        private static @Nullable Throwable thrown(ILoggingEvent event) {
            return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
        }
    }
}
