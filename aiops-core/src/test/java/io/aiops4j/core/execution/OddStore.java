package io.aiops4j.core.execution;

import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A store that does something else before it saves. */
final class OddStore implements RecordStore<ExecutionResult> {

    private final RecordStore<ExecutionResult> sound;
    private volatile Consumer<List<ExecutionResult>> first = records -> {};

    OddStore(RecordStore<ExecutionResult> sound) {
        this.sound = sound;
    }

    void first(Consumer<List<ExecutionResult>> something) {
        first = something;
    }

    /** Hangs, deaf to interrupts as some drivers are. */
    static void awaitDeafly(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException ignored) {
                // goes on
            }
        }
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> X sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    @Override
    public void save(List<ExecutionResult> records) {
        first.accept(records);
        sound.save(records);
    }

    @Override
    public Page<ExecutionResult> find(Query query) {
        return sound.find(query);
    }

    @Override
    public Map<String, Long> tally(String of) {
        return sound.tally(of);
    }

    @Override
    public int purge(Instant olderThan) {
        return sound.purge(olderThan);
    }

    @Override
    public int erase(List<String> ids) {
        return sound.erase(ids);
    }
}
