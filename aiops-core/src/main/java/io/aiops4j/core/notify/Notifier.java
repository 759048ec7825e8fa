package io.aiops4j.core.notify;

import io.aiops4j.core.redact.Redactor;
import java.net.URI;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/**
 * Tells people (SPI). It returns when the other side has the notice, and throws when it may not have it; it is called by a thread
 * that may wait, and ends when that is interrupted. A notice may be sent twice, under the same id.
 *
 * <pre>{@code
 * Notifier notifier = Notifier.webhook(URI.create("https://hooks.example.com/ops"), key).redacted(Redactor.standard());
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads. {@code NotifierContract} in the test kit says what they must do.
 */
@FunctionalInterface
public interface Notifier {

    /** Tells it. */
    void send(Notice notice) throws Exception;

    /** The same notifier behind a redactor: no secret that it knows gets out. */
    default Notifier redacted(Redactor redactor) {
        return notice -> send(notice.redacted(redactor.begin()));
    }

    /** Writes notices to the log {@code io.aiops4j.notice}, a line for each. */
    static Notifier log() {
        return new LogNotifier(LoggerFactory.getLogger("io.aiops4j.notice"));
    }

    /**
     * Posts notices as JSON, signed with a key of at least 16 bytes that the receiver has as well. What can be tried again is tried
     * again, for two minutes at most.
     */
    static Notifier webhook(URI address, byte[] key) {
        return new WebhookNotifier(address, key, Clock.systemUTC(), WebhookNotifier.ATTEMPT);
    }
}
