package io.aiops4j.jmh;

import io.aiops4j.core.execution.ExecutionRecorder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a thread of the host to record what it does, against what it costs to trace it with OpenTelemetry: a span that is
 * started and ended, and the mere handing over of one that has ended. In bursts that fit into either queue, which is empty
 * before each burst. What the calling thread allocates is printed with each iteration.
 *
 * <pre>{@code
 * java -jar benchmarks.jar RecordBenchmark -t 2
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordBenchmark {

    private static final int BURST = 1_000;
    private static final Duration DRAINING = Duration.ofSeconds(10);
    private static final Object VALUE = new Object();

    private ExecutionRecorder recorder;
    private ExecutorService executor;
    private SdkTracerProvider provider;
    private BatchSpanProcessor processor;
    private Tracer tracer;
    private ReadableSpan ended;

    /** Opens both, with nothing behind them and as much room in their queues. */
    @Setup
    public void open() {
        recorder = new ExecutionRecorder(new Nowhere.Store<>(), null, Clock.systemUTC(), "benchmark");
        executor = recorder.executor("job", new CallerRuns());
        processor = BatchSpanProcessor.builder(new Nowhere.Exporter())
                .setMaxQueueSize(ExecutionRecorder.CAPACITY)
                .build();
        provider = SdkTracerProvider.builder().addSpanProcessor(processor).build();
        tracer = provider.get("benchmark");
        var span = tracer.spanBuilder("job").startSpan();
        span.end();
        ended = (ReadableSpan) span;
    }

    /** Empties both queues before each burst. */
    @State(Scope.Thread)
    public static class Burst {

        /** Lets everything be stored, and exported. */
        @Setup(Level.Invocation)
        public void drain(RecordBenchmark benchmark) throws InterruptedException {
            benchmark.recorder.flush(DRAINING);
            benchmark.processor.forceFlush().join(DRAINING.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** The host's own code, recorded. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void record(Burst burst, CallerBytes bytes) {
        bytes.begin();
        for (int i = 0; i < BURST; i++) {
            recorder.<Object, RuntimeException>record("job", () -> VALUE);
        }
        bytes.end(BURST);
    }

    /** The same through a recorded executor, which runs it on the caller's thread. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void execute(Burst burst, CallerBytes bytes) {
        bytes.begin();
        for (int i = 0; i < BURST; i++) {
            executor.execute(() -> {});
        }
        bytes.end(BURST);
    }

    /** A span around it, through the batch processor. */
    @Peer
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void otelSpan(Burst burst, CallerBytes bytes) {
        bytes.begin();
        for (int i = 0; i < BURST; i++) {
            tracer.spanBuilder("job").startSpan().end();
        }
        bytes.end(BURST);
    }

    /** Only the handing over of a span that has ended. */
    @Peer
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void otelOnEnd(Burst burst, CallerBytes bytes) {
        bytes.begin();
        for (int i = 0; i < BURST; i++) {
            processor.onEnd(ended);
        }
        bytes.end(BURST);
    }

    /** Ends both; a record that was dropped was not accepted, and its time counts for nothing. */
    @TearDown
    public void close() {
        recorder.close();
        provider.close();
        if (recorder.dropped() > 0) {
            throw new IllegalStateException(recorder.dropped() + " records were dropped.");
        }
    }
}
