package io.aiops4j.core.execution;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Batcher;
import io.aiops4j.core.store.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what is handed in behind the caller's back. Handing in never waits and never throws. A batch that the store does not take
 * in time goes into the spill, and so does everything behind it until the spill is empty again; without a spill, or when that is
 * full, it is tried again until the store takes it, while what comes meanwhile gathers up to a bound and is then dropped and counted.
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> what is stored
 */
final class RecordWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRecorder.class);
    private static final int MOST_AT_ONCE = 500;
    private static final String DROPPED =
            "The record was dropped: too many wait to be stored, or the recorder is closed."
                    + " See in health and log why the store does not keep up.";
    private static final String UNFINISHED =
            "The record may not be stored: the store had not answered when the recorder was closed.";
    private static final long WARN_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Storing<T> storing;
    private final UnaryOperator<T> redacted;
    private final Limits limits;
    private final Batcher<Draft<T>> queue;
    private final AtomicLong weight = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicReference<@Nullable List<Draft<T>>> underWay = new AtomicReference<>();
    private volatile String lastMissed = "";
    private long warned;
    private long nextWarning = System.nanoTime();
    private volatile boolean closing;
    private volatile long lastMoment; // of closing

    /**
     * What is waited for and kept at most.
     *
     * @param records how many records wait
     * @param characters how many characters these hold
     * @param patience how long a batch may take before it is spilled
     * @param closing how long closing takes
     */
    record Limits(int records, long characters, Duration patience, Duration closing) {

        static final Limits DEFAULT = new Limits(
                ExecutionRecorder.CAPACITY,
                ExecutionRecorder.MOST_CHARACTERS,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5));
    }

    /** Stores there what is redacted so: before it is spilled, too. */
    RecordWriter(Storing<T> storing, UnaryOperator<T> redacted, Limits limits) {
        this.storing = storing;
        this.redacted = redacted;
        this.limits = limits;
        this.queue = Batcher.named("aiops-recorder")
                .capacity(limits.records())
                .mostAtOnce(MOST_AT_ONCE)
                .linger(Duration.ofMillis(2))
                .start(this::take);
    }

    /** Hands something in, or drops and counts it. */
    void offer(Draft<T> draft) {
        long more = draft.weight();
        if (more > 0 && weight.addAndGet(more) > limits.characters()) {
            weight.addAndGet(-more);
            drop(draft);
        } else if (!queue.offer(draft)) {
            weight.addAndGet(-more);
            drop(draft);
        }
    }

    // on the host's thread: an exception and its stack trace only for whoever waits for it
    private void drop(Draft<T> draft) {
        missed(DROPPED);
        if (draft.isAwaited()) {
            draft.lost(new AiopsException(DROPPED));
        }
    }

    private void lose(Draft<T> draft, RuntimeException why) {
        missed(String.valueOf(why.getMessage()));
        draft.lost(why);
    }

    /** Counts one that could not even be handed in; on the host's thread, so nothing is logged here. */
    void missed(String why) {
        lastMissed = why;
        dropped.incrementAndGet();
    }

    // on our own thread, which comes by again and again also while the store does not answer
    private void warn() {
        long count = dropped.get();
        long now = System.nanoTime();
        if (count > warned && now - nextWarning >= 0) {
            warned = count;
            nextWarning = now + WARN_EVERY_NANOS;
            LOG.warn("{} records were dropped so far, the last one for this reason: {}", count, lastMissed);
        }
    }

    private void take(List<Draft<T>> batch) {
        warn();
        List<Draft<T>> drafts = List.copyOf(batch);
        underWay.set(drafts);
        List<@Nullable RuntimeException> refusals = store(drafts);
        if (underWay.getAndSet(null) == null) {
            return; // closing did not wait any longer, and said that they are lost
        }
        for (int i = 0; i < drafts.size(); i++) {
            RuntimeException why = refusals.get(i);
            if (why == null) {
                drafts.get(i).stored();
            } else {
                lose(drafts.get(i), why);
            }
        }
    }

    /** Says for each why it is not stored, or null. */
    private List<@Nullable RuntimeException> store(List<Draft<T>> drafts) {
        List<@Nullable RuntimeException> refusals = new ArrayList<>(drafts.size());
        List<T> records = new ArrayList<>(drafts.size());
        for (Draft<T> draft : drafts) {
            weight.addAndGet(-draft.weight());
            try {
                records.add(redacted.apply(draft.finish()));
                refusals.add(null);
            } catch (Throwable e) { // it asks the host's exception for its text
                refusals.add(new AiopsException(
                        "The record could not be made: " + e.getClass().getName(), e));
            }
        }
        Iterator<@Nullable RuntimeException> answers = storing.store(
                        records, limits.patience(), this::pressed, this::givenUp)
                .iterator();
        refusals.replaceAll(why -> why == null ? answers.next() : why);
        return refusals;
    }

    // what comes in now must find room until the spill has taken what came before
    private boolean pressed() {
        warn();
        return waiting() > limits.records() / 2;
    }

    private boolean givenUp() {
        return closing && System.nanoTime() - lastMoment >= 0;
    }

    /** How many wait in memory. */
    int waiting() {
        return queue.waiting();
    }

    /** How many were neither stored nor spilled. */
    long dropped() {
        return dropped.get();
    }

    /** Erases these from the store, and from what waits for it. */
    int erase(Query which) throws InterruptedException {
        if (!flush(limits.closing())) { // what waits here is in the store or in the spill then
            throw new AiopsException(
                    "Nothing was erased: the store does not take the records that wait for it, and these may be"
                            + " among them. Erase again once it does.");
        }
        return storing.erase(which);
    }

    Storing<T> storing() {
        return storing;
    }

    /** Waits until what was handed in so far is in the store, in the spill, or lost, and says whether it is. */
    boolean flush(Duration deadline) throws InterruptedException {
        return queue.flush(deadline);
    }

    /** Stores or spills what waits, within the deadline. */
    void close() {
        // first let it be; what does not get through by half of the time is given up on or spilled
        Duration half = limits.closing().dividedBy(2);
        boolean inVain = waitedInVain(half);
        // a tenth remains to say of each that it is lost
        lastMoment = System.nanoTime() + half.toNanos() * 4 / 5;
        closing = inVain;
        List<Draft<T>> waiting = queue.close(half);
        List<Draft<T>> left = underWay.getAndSet(null);
        if (left != null) {
            // its thread had no time to say so; nothing is uncounted when this returns
            left.forEach(draft -> lose(draft, new AiopsException(UNFINISHED)));
        }
        waiting.forEach(this::drop);
        storing.close();
    }

    private boolean waitedInVain(Duration time) {
        try {
            return !flush(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
