package io.aiops4j.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the measuring thread itself allocates, printed after each iteration; JMH's own profiler counts all threads, those that
 * store included.
 */
@State(Scope.Thread)
public class CallerBytes {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long begun;
    private long bytes;
    private long calls;

    /** Begins anew. */
    @Setup(Level.Iteration)
    public void reset() {
        bytes = 0;
        calls = 0;
    }

    void begin() {
        begun = threads.getCurrentThreadAllocatedBytes();
    }

    void end(int more) {
        bytes += threads.getCurrentThreadAllocatedBytes() - begun;
        calls += more;
    }

    double perCall() {
        return calls == 0 ? 0 : (double) bytes / calls;
    }

    /** Says it. */
    @TearDown(Level.Iteration)
    public void tell() {
        System.out.printf(Locale.ROOT, "%.1f bytes/op on the caller's thread; ", perCall());
    }
}
