package io.aiops4j.jmh.eval;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The memory of this process. */
final class Heap {

    static final double MEGABYTE = 1 << 20;

    private Heap() {}

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** Begins anew. */
    static void reset() {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The most that was in use since then, garbage included, in megabytes. */
    static double peak() {
        return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEGABYTE;
    }

    /** What is in use without the garbage, in megabytes. */
    static double live() {
        return used() / MEGABYTE;
    }

    /** The same in bytes. */
    static long used() {
        System.gc();
        return pools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }
}
