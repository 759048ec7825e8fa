package io.aiops4j.core.execution;

import io.aiops4j.core.Client;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.redact.Redactor;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.verify.Prober;
import io.aiops4j.core.verify.StateProbe;
import io.aiops4j.core.verify.StateSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records executions without ever getting in the host's way: its value and its exception pass through untouched, and everything
 * that takes time happens on threads of the recorder. When the store is slow or gone, records wait in a spill on the local disk,
 * where there is one, and are stored in order later; when there is no room anywhere they are dropped and counted.
 *
 * <pre>{@code
 * int rows = recorder.record("nightly-import", importer::importAll);
 * ExecutorService jobs = recorder.label("pool", "jobs").executor("job", pool);
 * recorder.record(result).thenRun(() -> System.out.println("stored"));
 * }</pre>
 *
 * <p>Safe for use by many threads. What {@link #client}, {@link #target}, {@link #label}, {@link #incident}, {@link #against} and {@link #probing} give
 * is the same recorder, told more about what it records.
 */
public final class ExecutionRecorder implements AutoCloseable {

    /** The most records that wait in memory to be stored. */
    public static final int CAPACITY = 10_000;

    /** The most characters of state and output that wait in memory to be stored. */
    public static final long MOST_CHARACTERS = 32 << 20;

    /** The most bytes that wait in the spill. */
    public static final long MOST_SPILLED = 256 << 20;

    private final RecordWriter<ExecutionResult> writer;
    private final Clock clock;
    private final About about;
    private final AtomicLong sequence;
    private final ProbeThreads probeThreads;
    private final @Nullable Prober prober;
    private final Map<String, StateProbe> probes;

    /** A recorder that stores here, spills there or nowhere, and names this node as the host. */
    public ExecutionRecorder(RecordStore<ExecutionResult> store, @Nullable Path spill, Clock clock, String node) {
        this(store, spill, clock, node, Redactor.standard());
    }

    /** The same with rules of one's own for what is secret: neither the store nor the spill sees that. */
    public ExecutionRecorder(
            RecordStore<ExecutionResult> store, @Nullable Path spill, Clock clock, String node, Redactor redactor) {
        this(
                store,
                spill == null ? null : Spill.open(spill, MOST_SPILLED),
                clock,
                node,
                redactor,
                RecordWriter.Limits.DEFAULT);
    }

    ExecutionRecorder(
            RecordStore<ExecutionResult> store,
            @Nullable Spill spill,
            Clock clock,
            String node,
            Redactor redactor,
            RecordWriter.Limits limits) {
        this(
                new RecordWriter<>(
                        new Storing<>(store, ExecutionResult.CODEC, spill),
                        result -> result.redacted(redactor),
                        limits),
                clock,
                About.node(node),
                new AtomicLong(),
                new ProbeThreads(),
                Map.of());
    }

    private ExecutionRecorder(
            RecordWriter<ExecutionResult> writer,
            Clock clock,
            About about,
            AtomicLong sequence,
            ProbeThreads probeThreads,
            Map<String, StateProbe> probes) {
        this.writer = writer;
        this.clock = clock;
        this.about = about;
        this.sequence = sequence;
        this.probeThreads = probeThreads;
        this.probes = probes;
        this.prober = probes.isEmpty() ? null : new Prober(probes, probeThreads::submit, clock, ProbeThreads.TIMEOUT);
    }

    private ExecutionRecorder about(About more) {
        return new ExecutionRecorder(writer, clock, more, sequence, probeThreads, probes);
    }

    /** For this client. */
    public ExecutionRecorder client(Client client) {
        return about(about.client(client.id()));
    }

    /** For what acts on this target. */
    public ExecutionRecorder target(Target target) {
        return about(about.target(target.toString()));
    }

    /** For what is done against this incident. */
    public ExecutionRecorder incident(String id, String type) {
        return about(about.incident(id, type));
    }

    /** For what is done against this incident: its client, its target and its kind. */
    public ExecutionRecorder against(Incident incident) {
        return client(incident.client()).target(incident.target()).incident(incident.id(), incident.type());
    }

    /** With this label, to find records by. */
    public ExecutionRecorder label(String name, String value) {
        return about(about.label(name, value));
    }

    /**
     * With the state before and after, as these probes read it. The host's thread waits for them, at most two seconds each time;
     * what is not read by then is recorded as unknown.
     */
    public ExecutionRecorder probing(Map<String, StateProbe> stateProbes) {
        return new ExecutionRecorder(writer, clock, about, sequence, probeThreads, new LinkedHashMap<>(stateProbes));
    }

    /**
     * The host's own code.
     *
     * @param <T> what it returns
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {

        /** Does the work. */
        T run() throws X;
    }

    /** Runs the host's code on the caller's thread and records what came of it. */
    public <T, X extends Exception> T record(String name, Work<T, X> work) throws X {
        StateSnapshot before = probe(name);
        Instant started = now();
        Throwable failure = null;
        try {
            return work.run();
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            note(name, started, failure, before);
        }
    }

    /**
     * The host's own code that gives no value.
     *
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Task<X extends Exception> {

        /** Does the work. */
        void run() throws X;
    }

    /** Runs the host's code on the caller's thread and records what came of it; the exception is the host's own. */
    public <X extends Exception> void run(String name, Task<X> task) throws X {
        this.<Boolean, X>record(name, () -> {
            task.run();
            return true;
        });
    }

    // must never throw: it runs in the host's finally
    private void note(
            String name, @Nullable Instant started, @Nullable Throwable failure, @Nullable StateSnapshot before) {
        try {
            Instant ended = now();
            if (started == null || ended == null) {
                writer.missed("the clock failed");
            } else {
                writer.offer(new Noted(about, sequence, name, started, ended, failure, before, probe(name)));
            }
        } catch (Throwable e) {
            writer.missed(e.getClass().getName());
        }
    }

    private @Nullable Instant now() {
        try {
            return clock.instant();
        } catch (Throwable e) {
            return null;
        }
    }

    private @Nullable StateSnapshot probe(String name) {
        return prober == null
                ? null
                : probeThreads.probe(prober, about.target() == null ? name : about.target(), clock);
    }

    /**
     * Records the result of something that ran already. The future completes once the result is in the store or in the spill, and
     * exceptionally when it is in neither and never will be; it completes on the common pool.
     */
    public CompletableFuture<Void> record(ExecutionResult result) {
        try {
            Promised promised = new Promised(result);
            writer.offer(promised);
            return promised.future();
        } catch (Throwable e) {
            writer.missed(e.getClass().getName());
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The same work, recorded each time. */
    public <T> Callable<T> callable(String name, Callable<T> work) {
        Objects.requireNonNull(work, "work");
        return () -> record(name, work::call);
    }

    /** The same work, recorded each time. */
    public <T> Supplier<T> supplier(String name, Supplier<T> work) {
        Objects.requireNonNull(work, "work");
        return () -> this.<T, RuntimeException>record(name, work::get);
    }

    /** The same work, recorded each time. */
    public Runnable runnable(String name, Runnable work) {
        Objects.requireNonNull(work, "work");
        return () -> run(name, work::run);
    }

    /** The same executor, of which everything that it runs is recorded, from its start on. */
    public ExecutorService executor(String name, ExecutorService executor) {
        return new RecordingExecutor(this, name, executor);
    }

    /** Waits until everything that was recorded so far is in the store, in the spill, or dropped, and says whether it is. */
    public boolean flush(Duration deadline) throws InterruptedException {
        return writer.flush(deadline);
    }

    /** Destroys these records in the store, and those that still wait to be stored, and says how many there were. */
    public int erase(Query which) throws InterruptedException {
        return writer.erase(which);
    }

    /** How many records wait in memory. */
    public int waiting() {
        return writer.waiting();
    }

    /** How many records wait in the spill for the store to take them. */
    public long spilled() {
        return writer.storing().spilled();
    }

    /** How many records were dropped. */
    public long dropped() {
        return writer.dropped();
    }

    /** Stores or spills what waits, within five seconds. */
    @Override
    public void close() {
        writer.close();
        probeThreads.close();
    }
}
