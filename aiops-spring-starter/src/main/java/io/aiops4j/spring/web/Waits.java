package io.aiops4j.spring.web;

import io.aiops4j.core.incident.Incident;
import io.aiops4j.learning.loop.Noticed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Where requests wait for what comes of what was noticed. Each holds a thread of the application's meanwhile, so there are few places. */
final class Waits {

    /** So many requests wait at the same time; the others are told what is known at once. */
    static final int MOST = 16;

    private final Semaphore places = new Semaphore(MOST);

    /** The incident, if it is there in time, or at once where there is no place to wait. */
    Optional<Incident> await(Noticed noticed, Duration most) {
        if (most.isZero() || !places.tryAcquire()) {
            return now(noticed);
        }
        try {
            return noticed.await(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops: what was noticed is taken all the same
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    private static Optional<Incident> now(Noticed noticed) {
        try {
            return noticed.await(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
