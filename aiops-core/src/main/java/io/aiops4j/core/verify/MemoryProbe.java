package io.aiops4j.core.verify;

import com.sun.management.OperatingSystemMXBean;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** The machine's memory and swap; where a control group allows less than the machine has, what it allows. */
final class MemoryProbe implements StateProbe {

    private static final double KB = 1 << 10;

    private final SystemFiles files;

    MemoryProbe(SystemFiles files) {
        this.files = files;
    }

    @Override
    public Map<String, String> read(Target target) throws IOException {
        return files.has("proc/meminfo") ? linux() : elsewhere();
    }

    private Map<String, String> linux() throws IOException {
        String text = files.read("proc/meminfo");
        double total = SystemFiles.number(text, "MemTotal") * KB;
        double available = SystemFiles.number(text, "MemAvailable") * KB;
        double swap = SystemFiles.number(text, "SwapTotal") * KB;
        double swapFree = SystemFiles.number(text, "SwapFree") * KB;
        Readings readings = new Readings();
        Cgroups.Limited group = Cgroups.of(files).memory();
        if (group != null && group.limit() < total) {
            // what is cached and not used lately is given back before anything is killed
            double cached = SystemFiles.number(group.read("memory.stat"), "inactive_file");
            double used =
                    SystemFiles.number(group.read("memory.current").strip()) - (Double.isNaN(cached) ? 0 : cached);
            memory(readings, group.limit(), Math.min(available, Math.max(0, group.limit() - used)), "cgroup");
        } else {
            memory(readings, total, available, "machine");
        }
        swap(readings, swap, swapFree);
        return readings.number("memory.pressure_percent", files.pressure("memory"))
                .values();
    }

    private static void memory(Readings readings, double total, double available, String by) {
        readings.megabytes("memory.total_mb", total)
                .megabytes("memory.available_mb", available)
                .percent("memory.used_percent", total - available, total)
                .text("memory.limited_by", by);
    }

    private static void swap(Readings readings, double total, double free) {
        readings.megabytes("swap.total_mb", total)
                .megabytes("swap.used_mb", total - free)
                .percent("swap.used_percent", total - free, total);
    }

    private static Map<String, String> elsewhere() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            throw new AiopsException("This JVM does not say how much memory its machine has. Add a probe of your own.");
        }
        Readings readings = new Readings();
        memory(readings, (double) system.getTotalMemorySize(), (double) system.getFreeMemorySize(), "machine");
        swap(readings, (double) system.getTotalSwapSpaceSize(), (double) system.getFreeSwapSpaceSize());
        return readings.values();
    }
}
