package io.aiops4j.jmh.eval;

import io.aiops4j.core.execution.ExecutionRecorder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.util.SampleBuffer;

/**
 * Threads of a host that record what they do, and as many beside them that only read the clock, all at the same pace: whatever
 * the machine does to a thread it does to both.
 */
final class RecordLoad {

    /** What everything is recorded under. */
    static final String NAME = "eval";

    private static final int THREADS = 3;
    private static final String HOST = "eval-host-";
    private static final int SHORTEST_PAUSE_NANOS = 50_000;
    private static final int LONGEST_PAUSE_NANOS = 200_000;

    private final ExecutionRecorder recorder;
    private final long seed;
    private final List<Paced> hosts = new ArrayList<>();
    private final List<Paced> controls = new ArrayList<>();
    private volatile boolean stopped;

    private RecordLoad(ExecutionRecorder recorder, long seed) {
        this.recorder = recorder;
        this.seed = seed;
    }

    /** Begins. */
    static RecordLoad start(ExecutionRecorder recorder, long seed) {
        RecordLoad load = new RecordLoad(recorder, seed);
        for (int i = 0; i < THREADS; i++) {
            load.hosts.add(load.new Host(i));
            load.controls.add(load.new Control(i));
        }
        load.hosts.forEach(Thread::start);
        load.controls.forEach(Thread::start);
        return load;
    }

    static boolean isHost(Thread thread) {
        return thread.getName().startsWith(HOST);
    }

    /** Lets it go on for as long, then ends it. */
    Seen stop(Duration after) throws InterruptedException {
        Thread.sleep(after.toMillis());
        long blocked = blocked(); // a thread that has ended is not told of any more
        stopped = true;
        long altered = 0;
        SampleBuffer took = new SampleBuffer();
        SampleBuffer control = new SampleBuffer();
        for (int i = 0; i < THREADS; i++) {
            took.addAll(hosts.get(i).end());
            control.addAll(controls.get(i).end());
            altered += ((Host) hosts.get(i)).altered;
        }
        return new Seen(took, control, altered, blocked);
    }

    private long blocked() {
        long[] ids = hosts.stream().mapToLong(Thread::getId).toArray();
        long sum = 0;
        for (var info : ManagementFactory.getThreadMXBean().getThreadInfo(ids)) {
            sum += info.getBlockedCount();
        }
        return sum;
    }

    /**
     * What came of it.
     *
     * @param took the nanoseconds that record() took beside the host's own work
     * @param control the nanoseconds between two looks at the clock
     * @param altered values and exceptions that came back as others
     * @param blocked how often a host's thread waited for a lock
     */
    record Seen(SampleBuffer took, SampleBuffer control, long altered, long blocked) {

        long calls() {
            return took.count();
        }

        double overControlMillis() {
            return (nanos(took, 99.99) - nanos(control, 99.99)) / 1e6;
        }

        static double nanos(SampleBuffer of, double percentile) {
            return of.getStatistics(1).getPercentile(percentile);
        }
    }

    /** Measures something again and again. */
    private abstract class Paced extends Thread {

        private final Random random;
        private final SampleBuffer samples = new SampleBuffer();

        Paced(String name, long number) {
            super(name + number);
            this.random = new Random(seed + number);
            setDaemon(true);
        }

        @Override
        public final void run() {
            for (int i = 0; !stopped; i++) {
                LockSupport.parkNanos(
                        SHORTEST_PAUSE_NANOS + random.nextInt(LONGEST_PAUSE_NANOS - SHORTEST_PAUSE_NANOS + 1));
                samples.add(measure(i));
            }
        }

        abstract long measure(int i);

        SampleBuffer end() throws InterruptedException {
            join();
            return samples;
        }
    }

    private final class Control extends Paced {

        Control(int number) {
            super("eval-control-", number);
        }

        @Override
        long measure(int i) {
            long begun = System.nanoTime();
            return System.nanoTime() - begun;
        }
    }

    private final class Host extends Paced {

        private final HostWork work = new HostWork();
        private long altered;

        Host(int number) {
            super(HOST, number);
        }

        @Override
        long measure(int i) {
            Object expected = work.next(i);
            Object got;
            long begun = System.nanoTime();
            try {
                got = recorder.record(NAME, work);
            } catch (Throwable thrown) {
                got = thrown;
            }
            long took = System.nanoTime() - begun - work.nanos();
            altered += got == expected ? 0 : 1;
            return took;
        }
    }
}
