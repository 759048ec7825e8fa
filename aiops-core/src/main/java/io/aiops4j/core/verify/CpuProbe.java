package io.aiops4j.core.verify;

import com.sun.management.OperatingSystemMXBean;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How busy the machine is, and its control group if that allows fewer cores. Shares are those since the last reading if that is fresh, and of
 * {@link #WINDOW_MILLIS} otherwise: an average over hours says nothing about now.
 */
final class CpuProbe implements StateProbe {

    static final long WINDOW_MILLIS = 200;
    static final double STALE_SECONDS = 60;

    private final SystemFiles files;
    private @Nullable Sample last;

    CpuProbe(SystemFiles files) {
        this.files = files;
    }

    private record Sample(
            double uptime, double busy, double all, double groupMicros, double periods, double throttled) {

        boolean isFreshAt(Sample now) {
            double age = now.uptime - uptime;
            return age * 1e3 >= WINDOW_MILLIS && age <= STALE_SECONDS;
        }
    }

    @Override
    public synchronized Map<String, String> read(Target target) throws IOException, InterruptedException {
        if (!files.has("proc/stat")) {
            return elsewhere();
        }
        Cgroups.Limited group = Cgroups.of(files).cores();
        Sample now = sample(group);
        Sample before = last;
        if (before == null || !before.isFreshAt(now)) {
            before = now;
            TimeUnit.MILLISECONDS.sleep(WINDOW_MILLIS);
            now = sample(group);
        }
        last = now;
        Readings readings = new Readings().percent("cpu.used_percent", now.busy - before.busy, now.all - before.all);
        if (group != null) {
            double micros = (now.uptime - before.uptime) * 1e6 * group.limit();
            readings.number("cgroup.cores", group.limit())
                    .percent("cgroup.cpu_percent", now.groupMicros - before.groupMicros, micros)
                    .percent(
                            "cgroup.throttled_percent", now.throttled - before.throttled, now.periods - before.periods);
        }
        int cores = cores();
        List<String> loads = SystemFiles.words(files.read("proc/loadavg"));
        return load(readings, cores, SystemFiles.number(loads.get(0)))
                .number("load.5m", SystemFiles.number(loads.get(1)))
                .number("load.15m", SystemFiles.number(loads.get(2)))
                .number("cpu.pressure_percent", files.pressure("cpu"))
                .number("io.pressure_percent", files.pressure("io"))
                .values();
    }

    private static Readings load(Readings readings, int cores, double load) {
        return readings.number("cpu.cores", cores).number("load.1m", load).number("load.per_core", load / cores);
    }

    private Sample sample(Cgroups.@Nullable Limited group) throws IOException {
        double[] times = SystemFiles.words(files.read("proc/stat"), "cpu").stream()
                .mapToDouble(SystemFiles::number)
                .toArray();
        double all = 0;
        for (int i = 0; i < Math.min(times.length, 8); i++) { // guests are counted among the first ones already
            all += times[i];
        }
        double idle = times[3] + (times.length > 4 ? times[4] : 0);
        String used = group == null ? "" : group.read("cpu.stat");
        return new Sample(
                files.uptime(),
                all - idle,
                all,
                SystemFiles.number(used, "usage_usec"),
                SystemFiles.number(used, "nr_periods"),
                SystemFiles.number(used, "nr_throttled"));
    }

    // those of the machine: what this JVM may use of them is the control group's matter
    private int cores() throws IOException {
        long cores = files.read("proc/stat")
                .lines()
                .filter(line -> line.startsWith("cpu") && line.length() > 3 && Character.isDigit(line.charAt(3)))
                .count();
        return (int) Math.max(1, cores);
    }

    private static Map<String, String> elsewhere() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            throw new AiopsException("This JVM does not say how busy its machine is. Add a probe of your own.");
        }
        Readings readings = new Readings().percent("cpu.used_percent", system.getCpuLoad(), 1);
        double load = system.getSystemLoadAverage();
        return load(readings, system.getAvailableProcessors(), load < 0 ? Double.NaN : load)
                .values();
    }
}
