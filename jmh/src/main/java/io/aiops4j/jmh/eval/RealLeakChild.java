package io.aiops4j.jmh.eval;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Keeps a little of each request and never gives it back, makes much garbage, and tells how much heap is used. */
final class RealLeakChild {

    static final String LIMIT = "limit";
    static final String USED = "used";
    static final String DEAD = "dead";

    private static final int KEPT = 48 << 10;
    private static final int GARBAGE = 32 << 10;
    private static final int PIECES = 16;
    private static final int CACHED = 64;
    private static final long PAUSE = 8_000_000;

    private RealLeakChild() {}

    public static void main(String[] args) {
        ParentWatch parent = ParentWatch.begin();
        Runtime runtime = Runtime.getRuntime();
        parent.say(LIMIT + " " + runtime.maxMemory());
        List<byte[]> leaked = new ArrayList<>();
        Deque<byte[]> cache = new ArrayDeque<>();
        long start = System.nanoTime();
        try {
            while (leaked.size() < Integer.MAX_VALUE) {
                leaked.add(new byte[KEPT]);
                for (int i = 0; i < PIECES; i++) {
                    cache.addLast(new byte[GARBAGE]);
                    if (cache.size() > CACHED) {
                        cache.removeFirst();
                    }
                }
                parent.say(USED + " " + (System.nanoTime() - start) + " "
                        + (runtime.totalMemory() - runtime.freeMemory()));
                LockSupport.parkNanos(PAUSE);
            }
        } catch (OutOfMemoryError expected) {
            leaked.clear();
            cache.clear();
            parent.say(DEAD);
        }
    }
}
