package io.aiops4j.core.regex;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Notepads kept from the texts before, so that a text in which nothing is found costs no memory. Thread-safe. */
final class Spares {

    /** Threads beyond that many share a place now and then, and one of two makes a new notepad. */
    private static final int PLACES = 16;

    /** So far apart that two threads do not write to one line of the cache. */
    private static final int APART = 16;

    private final AtomicReferenceArray<Hits> places = new AtomicReferenceArray<>(PLACES * APART);
    private final LiteralScan scan;
    private final int glances;

    Spares(LiteralScan scan, int glances) {
        this.scan = scan;
        this.glances = glances;
    }

    Hits borrow() {
        Hits hits = places.getAndSet(place(), null);
        return hits == null ? scan.hits(glances) : hits;
    }

    void giveBack(Hits hits) {
        hits.clear();
        places.lazySet(place(), hits);
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() % PLACES) * APART;
    }
}
