package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.Map;

/** This process's own JVM. Collections are those since the last reading; at the first one, since it started. */
final class JvmProbe implements StateProbe {

    private static final String METASPACE = "Metaspace";

    private long collections;
    private long collecting;
    private long readAt;

    @Override
    public synchronized Map<String, String> read(Target target) {
        Readings readings = new Readings();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        readings.megabytes("heap.used_mb", heap.getUsed())
                .megabytes("heap.committed_mb", heap.getCommitted())
                .megabytes("heap.max_mb", heap.getMax())
                .percent("heap.used_percent", heap.getUsed(), heap.getMax())
                .megabytes("nonheap.used_mb", memory.getNonHeapMemoryUsage().getUsed());
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals(METASPACE)) {
                MemoryUsage used = pool.getUsage();
                readings.megabytes("metaspace.used_mb", used.getUsed())
                        .megabytes("metaspace.max_mb", used.getMax())
                        .percent("metaspace.used_percent", used.getUsed(), used.getMax());
            }
        }
        threads(readings);
        collections(readings);
        return readings.values();
    }

    private static void threads(Readings readings) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] deadlocked = threads.findDeadlockedThreads();
        readings.number("threads.live", threads.getThreadCount())
                .number("threads.peak", threads.getPeakThreadCount())
                .number("threads.deadlocked", deadlocked == null ? 0 : deadlocked.length);
    }

    private void collections(Readings readings) {
        long count = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            count += Math.max(0, collector.getCollectionCount());
            millis += Math.max(0, collector.getCollectionTime());
        }
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        readings.number("gc.count", count - collections)
                .number("gc.time_ms", millis - collecting)
                .percent("gc.time_percent", Math.min(millis - collecting, uptime - readAt), uptime - readAt)
                .number("jvm.uptime_seconds", uptime / 1e3);
        collections = count;
        collecting = millis;
        readAt = uptime;
    }
}
