package io.aiops4j.core.verify;

import io.aiops4j.core.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Another process: by /proc where there is one, and by what Java knows of it elsewhere. */
final class ProcessProbe implements StateProbe {

    /** How many ticks the kernel counts a second, for user programs, on every architecture that Java runs on. */
    private static final double TICKS = 100;

    private static final double KB = 1 << 10;

    private final Supplier<OptionalLong> pid;
    private final SystemFiles files;

    ProcessProbe(Supplier<OptionalLong> pid, SystemFiles files) {
        this.pid = pid;
        this.files = files;
    }

    @Override
    public Map<String, String> read(Target target) throws IOException, InterruptedException {
        Readings readings = new Readings();
        OptionalLong known = pid.get();
        if (known.isEmpty()) {
            return readings.text("process.alive", false).values();
        }
        long number = known.getAsLong();
        readings.text("process.pid", number);
        ProcessHandle handle = ProcessHandle.of(number).orElse(null);
        if (handle == null || !handle.isAlive()) {
            return readings.text("process.alive", false).values();
        }
        handle.info().startInstant().ifPresent(at -> readings.text("process.started", at));
        if (files.has("proc/" + number + "/stat")) {
            linux("proc/" + number + "/", readings);
        } else {
            readings.text("process.alive", true);
            handle.info()
                    .totalCpuDuration()
                    .ifPresent(used -> readings.number("process.cpu_seconds", used.toMillis() / 1e3));
        }
        return readings.values();
    }

    private void linux(String folder, Readings readings) throws IOException, InterruptedException {
        double before = ticks(folder);
        double from = files.uptime();
        TimeUnit.MILLISECONDS.sleep(CpuProbe.WINDOW_MILLIS);
        List<String> stat = stat(folder);
        double after = ticks(stat);
        double to = files.uptime();
        // a zombie did its last thing: nobody fetched its exit code yet
        boolean alive = !stat.get(0).equals("Z") && !stat.get(0).equals("X");
        readings.text("process.alive", alive);
        if (!alive) {
            return;
        }
        String status = files.read(folder + "status");
        double open = descriptors(folder);
        double most = most(files.has(folder + "limits") ? files.read(folder + "limits") : "");
        readings.number("process.cpu_seconds", after / TICKS)
                .percent("process.cpu_percent", (after - before) / TICKS, to - from)
                .megabytes("process.rss_mb", SystemFiles.number(status, "VmRSS") * KB)
                .number("process.threads", SystemFiles.number(status, "Threads"))
                .number("process.descriptors", open)
                .percent("process.descriptors_percent", open, most);
    }

    private double ticks(String folder) throws IOException {
        return ticks(stat(folder));
    }

    private static double ticks(List<String> stat) {
        return SystemFiles.number(stat.get(11)) + SystemFiles.number(stat.get(12));
    }

    // behind the name, which may hold anything: blanks and parentheses too
    private List<String> stat(String folder) throws IOException {
        String text = files.read(folder + "stat");
        return SystemFiles.words(text.substring(text.lastIndexOf(')') + 1));
    }

    private double descriptors(String folder) {
        try (Stream<Path> open = Files.list(files.root().resolve(folder + "fd"))) {
            return (double) open.count();
        } catch (IOException notOurs) {
            return Double.NaN; // those of another user's process are not shown
        }
    }

    private static double most(String limits) {
        List<String> words = SystemFiles.words(limits, "Max open files");
        return words.isEmpty() ? Double.NaN : SystemFiles.number(words.get(0));
    }
}
