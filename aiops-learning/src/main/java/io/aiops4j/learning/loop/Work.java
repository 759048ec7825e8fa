package io.aiops4j.learning.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what is under way, so that somebody can wait for all of it to be over. */
final class Work {

    private int underWay;

    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        underWay--;
        if (underWay == 0) {
            notifyAll();
        }
    }

    synchronized boolean awaitNone(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (underWay > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
