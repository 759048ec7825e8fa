package io.aiops4j.core.jdbc;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** One append on its way to the writer, and its answer on the way back. */
final class Ticket {

    private enum State {
        WAITING,
        TAKEN,
        GIVEN_UP
    }

    private final Append append;
    private final List<Long> erased;
    private final long bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<List<Entry>> answer = new CompletableFuture<>();

    Ticket(Append append, List<Long> erased) {
        this.append = append;
        this.erased = List.copyOf(erased);
        this.bytes =
                append.items().stream().mapToLong(item -> item.payload().length).sum();
    }

    Append append() {
        return append;
    }

    /** Positions whose payloads go when the append comes. */
    List<Long> erased() {
        return erased;
    }

    long bytes() {
        return bytes;
    }

    /** The writer takes it up; false when nobody waits for it any more. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    void done(List<Entry> entries) {
        answer.complete(entries);
    }

    void failed(AiopsException why) {
        answer.completeExceptionally(why);
    }

    List<Entry> await(Duration wait) {
        try {
            return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AiopsException("The append was not acknowledged within " + wait + ". " + outcome(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AiopsException("Interrupted while appending. " + outcome(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AiopsException why) {
                throw why;
            }
            throw new AiopsException(
                    "The append failed: " + e.getCause() + ". Nothing of it was written.", e.getCause());
        }
    }

    private String outcome() {
        if (state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
            return "Nothing of it was written. See whether the database is reachable and its pool has a free connection.";
        }
        return "Whether it was written is not known: repeat it under the same append id to get its first result"
                + (append.id() == null ? "; this one had none, so read its streams first." : ".");
    }
}
