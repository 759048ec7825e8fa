package io.aiops4j.learning.loop;

import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.signal.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was noticed, and what comes of it. Whoever wants to know waits for it; nobody can hold the engine up.
 *
 * <pre>{@code
 * for (Noticed noticed : aiops.observe(line)) {
 *     noticed.await(Duration.ofSeconds(2)).ifPresent(incident -> System.out.println(incident.id()));
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Noticed {

    private final Signal signal;
    private final CompletableFuture<Optional<Incident>> incident = new CompletableFuture<>();

    Noticed(Signal signal) {
        this.signal = signal;
    }

    void isOver(@Nullable Incident fed) {
        incident.complete(Optional.ofNullable(fed));
    }

    /** What was noticed. */
    public Signal signal() {
        return signal;
    }

    /** Whether it was dropped, because too much waited already or it could not be dealt with: nothing comes of it. */
    public boolean isLost() {
        return incident.isDone() && incident.getNow(Optional.empty()).isEmpty();
    }

    /**
     * The incident that it opened or fed, once what is to happen about it was decided; empty when that was not so in time, or it
     * was dropped.
     */
    public Optional<Incident> await(Duration most) throws InterruptedException {
        try {
            return incident.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException notYet) {
            return Optional.empty();
        }
    }
}
