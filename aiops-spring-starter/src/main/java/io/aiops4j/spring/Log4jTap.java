package io.aiops4j.spring;

import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.jspecify.annotations.Nullable;

/** An appender at Log4j's root, where Log4j's own core is what its API logs with. */
final class Log4jTap implements LogTap {

    private @Nullable LoggerContext log4j;
    private @Nullable Appender appender;
    private @Nullable Configuration place;

    @Override
    public void attach(LogFeed feed) {
        LoggerContext context = found();
        Configuration now = context == null ? null : context.getConfiguration();
        if (now == null || now == place) {
            return;
        }
        detach();
        LoggerConfig root = now.getRootLogger();
        Appender ours;
        int number = 0;
        do { // names are unique among the appenders of a logger, and other contexts may attach at this moment
            ours = new Appender("aiops-logs-" + ++number, feed);
            ours.start();
            root.addAppender(ours, level(feed), null);
        } while (root.getAppenders().get(ours.getName()) != ours);
        appender = ours;
        place = now;
    }

    // kept: Log4j looks at the stack to say which one is meant
    private @Nullable LoggerContext found() {
        if ((log4j == null || log4j.isStopped()) && LogManager.getContext(false) instanceof LoggerContext ours) {
            log4j = ours;
        }
        return log4j;
    }

    private static Level level(LogFeed feed) {
        return Level.valueOf(feed.least().name());
    }

    @Override
    public void detach() {
        if (place != null && appender != null) {
            place.getRootLogger().removeAppender(appender.getName());
            appender.stop();
        }
        place = null;
        appender = null;
    }

    private static final class Appender extends AbstractAppender {

        private final LogFeed feed;

        private Appender(String name, LogFeed feed) {
            super(name, null, null, true, Property.EMPTY_ARRAY);
            this.feed = feed;
        }

        @Override
        public void append(LogEvent event) {
            try {
                String logger = String.valueOf(event.getLoggerName());
                String thread = String.valueOf(event.getThreadName());
                if (feed.wants(logger, thread)) {
                    feed.note(new LoggedEvent(
                            event.getLevel().name(), logger, thread, text(event.getMessage()), event.getThrown()));
                }
            } catch (Throwable e) { // an Error too: whoever logs must not hear of it
                feed.lost();
            }
        }

        // all other messages may be used again for the next event, or read what changes
        private Supplier<String> text(Message message) {
            if (message instanceof ParameterizedMessage plain && plain.getClass() == ParameterizedMessage.class) {
                String pattern = plain.getFormat();
                Object[] arguments = plain.getParameters();
                if (arguments != null && LoggedEvent.canWait(pattern, arguments)) {
                    Object[] copy = arguments.clone(); // the array may be the caller's
                    return () -> ParameterizedMessage.format(pattern, copy);
                }
            }
            return feed.formatted(message::getFormattedMessage);
        }
    }
}
