package io.aiops4j.learning.testkit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * An engine without threads: what is to be done waits until the test cranks, and then happens on the test's own thread.
 *
 * <pre>{@code
 * HandCrank crank = new HandCrank();
 * Aiops aiops = Aiops.builder().executor(crank).build();
 * aiops.observe(LogLine.of("redis", "OutOfMemoryError: heap space exhausted"));
 * crank.turn();
 * assertThat(aiops.incidents().open()).hasSize(1);
 * }</pre>
 */
public final class HandCrank implements Executor {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** Does everything that waits, and what comes of it, and says how many pieces of work that was. */
    public int turn() {
        int done = 0;
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
            done++;
        }
        return done;
    }
}
