package io.aiops4j.jmh.eval;

import io.aiops4j.core.Digest;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Follows the whole journal by itself, so that a hole would be counted and not only refused. */
final class RaceFollower {

    private static final int PAGE = 500;
    private static final long PAUSE_NANOS = 2_000_000L;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Journal journal;
    private long position;
    private long count;
    private long holes;
    private long again;
    private Digest digest = Digest.of();

    RaceFollower(Journal journal) {
        this.journal = journal;
    }

    /** Follows while others append. */
    void follow(AtomicBoolean stopped) {
        while (!stopped.get()) {
            if (!turn()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Follows to the end. */
    void finish(long end) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (position < end && System.nanoTime() < deadline) {
            turn();
        }
    }

    private boolean turn() {
        List<Entry> page = journal.readAll(position, PAGE);
        for (Entry entry : page) {
            holes += Math.max(0, entry.position() - position - 1);
            again += entry.position() <= position ? 1 : 0;
            position = Math.max(position, entry.position());
            count++;
            digest = next(digest, entry);
        }
        return !page.isEmpty();
    }

    /** What a follower has seen, up to this entry. */
    static Digest next(Digest before, Entry entry) {
        String text = before.hex() + entry.position() + entry.hash() + entry.payload();
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    long count() {
        return count;
    }

    long holes() {
        return holes;
    }

    long again() {
        return again;
    }

    Digest digest() {
        return digest;
    }
}
