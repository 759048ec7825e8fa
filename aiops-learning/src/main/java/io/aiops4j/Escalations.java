package io.aiops4j;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.incident.IncidentEntries;
import io.aiops4j.core.incident.Incidents;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.notify.Notice;
import io.aiops4j.core.notify.Notifier;
import io.aiops4j.core.review.ReviewEntries;
import io.aiops4j.core.signal.Severity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people of escalations, and of versions that were suspended. The engine's thread hands over and goes on; a thread that is gone while it is idle does the rest. */
final class Escalations implements AiopsListener {

    /** The most escalations that wait. */
    static final int CAPACITY = 1_000;

    /** How long what waits has when the instance is closed. */
    static final Duration CLOSING = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Escalations.class);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Notifier notifier;
    private final ThreadPoolExecutor thread;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable Incidents incidents;

    Escalations(Notifier notifier) {
        this.notifier = notifier;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), work -> {
                    Thread daemon = new Thread(work, "aiops-notify");
                    daemon.setDaemon(true);
                    return daemon;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Those among these listeners, which can look up the incidents of their instance from now on. */
    static List<Escalations> among(List<AiopsListener> listeners, Incidents incidents) {
        List<Escalations> telling = listeners.stream()
                .filter(Escalations.class::isInstance)
                .map(Escalations.class::cast)
                .toList();
        telling.forEach(each -> each.belongTo(incidents));
        return telling;
    }

    private synchronized void belongTo(Incidents own) {
        if (incidents != null) {
            throw new AiopsException("These escalations belong to another instance, which closes them."
                    + " Call AiopsListener.escalations once for each.");
        }
        incidents = own;
    }

    @Override
    public void onEntry(Entry entry) {
        if (entry.is(IncidentEntries.ESCALATED) || entry.is(ReviewEntries.SUSPENDED)) {
            try {
                thread.execute(() -> tell(entry));
            } catch (RejectedExecutionException full) {
                if (dropped.getAndIncrement() == 0) {
                    LOG.warn(
                            "An escalation found no room among {} that wait, or came after the end;"
                                    + " further ones are only counted",
                            CAPACITY);
                }
            }
        }
    }

    private void tell(Entry entry) {
        try {
            notifier.send(notice(entry));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            failed(closing);
        } catch (Exception | LinkageError | StackOverflowError e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        if (failed.getAndIncrement() == 0) {
            LOG.warn("An escalation was not taken; further ones are only counted", e);
        }
    }

    private Notice notice(Entry entry) {
        return entry.is(ReviewEntries.SUSPENDED) ? suspended(entry) : escalated(entry);
    }

    // whoever was told that it runs by itself is told that it does so no longer
    private static Notice suspended(Entry entry) {
        return Notice.of(
                        "A change was suspended",
                        ReviewEntries.why(entry),
                        Severity.ERROR,
                        entry.time(),
                        entry.hash().hex())
                .about(entry.client(), null)
                .label("proposal", ReviewEntries.proposalId(entry.stream()));
    }

    private Notice escalated(Entry entry) {
        String id = IncidentEntries.incidentId(entry.stream());
        Incident incident = incident(id);
        String title = incident == null
                ? "Incident " + id + " needs a person"
                : incident.type() + " on " + incident.target() + " needs a person";
        String text = IncidentEntries.why(entry) + (incident == null ? "" : "\n" + incident.message());
        Severity severity = incident == null ? Severity.ERROR : incident.severity();
        // by the entry's hash: the same on every node that tells it
        Notice notice = Notice.of(
                        title,
                        text.strip(),
                        severity,
                        entry.time(),
                        entry.hash().hex())
                .about(entry.client(), id);
        return incident == null
                ? notice
                : notice.label("type", incident.type())
                        .label("target", incident.target().toString())
                        .label("source", incident.source());
    }

    // without the store it is told with less
    private @Nullable Incident incident(String id) {
        Incidents own = incidents;
        try {
            return own == null ? null : own.byId(id).orElse(null);
        } catch (RuntimeException e) {
            return null;
        }
    }

    long waiting() {
        return thread.getQueue().size();
    }

    long dropped() {
        return dropped.get();
    }

    long failed() {
        return failed.get();
    }

    /** Gives what waits a moment; what is left then was dropped. */
    void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropped.addAndGet(thread.shutdownNow().size());
    }
}
