package io.aiops4j.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Target;
import io.aiops4j.core.testkit.SettableClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ProbesTest {

    private static final Target SHOP = Target.service("shop");

    @TempDir
    private Path root;

    private static double number(Map<String, ?> values, String name) {
        assertThat(values).containsKey(name);
        return new BigDecimal(values.get(name).toString()).doubleValue();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void the_own_jvm_tells_its_heap_threads_and_collections() throws Exception {
        StateProbe jvm = Probes.jvm();
        Map<String, ?> first = jvm.read(SHOP);
        double used = number(first, "heap.used_mb");
        assertThat(used).isPositive().isLessThanOrEqualTo(number(first, "heap.max_mb"));
        assertThat(number(first, "heap.used_percent"))
                .isCloseTo(used * 100 / number(first, "heap.max_mb"), within(0.2));
        assertThat(number(first, "metaspace.used_mb")).isPositive();
        assertThat(number(first, "threads.live")).isPositive().isLessThanOrEqualTo(number(first, "threads.peak"));
        assertThat(number(first, "threads.deadlocked")).isZero();
        System.gc();
        Map<String, ?> second = jvm.read(SHOP);
        assertThat(number(second, "gc.count")).isPositive();
        assertThat(number(second, "gc.time_percent")).isBetween(0.0, 100.0);
        assertThat(number(jvm.read(SHOP), "gc.count"))
                .as("since the last reading")
                .isLessThanOrEqualTo(2);
        assertThat(number(second, "jvm.uptime_seconds")).isPositive();
    }

    @Test
    void another_process_is_alive_until_it_is_killed() throws Exception {
        Process child = new ProcessBuilder("sleep", "600").start();
        StateProbe probe = Probes.process(() -> OptionalLong.of(child.pid()));
        try {
            Map<String, ?> alive = probe.read(SHOP);
            assertThat(alive.get("process.alive")).isEqualTo("true");
            assertThat(number(alive, "process.pid")).isEqualTo(child.pid());
            assertThat(alive).containsKey("process.started");
            if (Files.exists(Path.of("/proc/self/stat"))) {
                assertThat(number(alive, "process.rss_mb")).isPositive();
                assertThat(number(alive, "process.threads")).isEqualTo(1);
                assertThat(number(alive, "process.descriptors")).isPositive();
                assertThat(number(alive, "process.cpu_percent")).isBetween(0.0, 50.0);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(probe.read(SHOP).get("process.alive")).isEqualTo("false");
        assertThat(probe.read(SHOP).containsKey("process.rss_mb")).isFalse();
    }

    @Test
    void no_process_at_all_is_not_alive_and_one_that_nobody_can_tell_is_unknown() throws Exception {
        assertThat(Probes.process(OptionalLong::empty).read(SHOP).toString()).isEqualTo("{process.alive=false}");
        StateProbe unsure = Probes.process(() -> {
            throw new IllegalStateException("no pid file");
        });
        assertThatThrownBy(() -> unsure.read(SHOP)).hasMessage("no pid file");
    }

    @Test
    void a_zombie_is_not_alive() throws Exception {
        long self = ProcessHandle.current().pid();
        write("proc/uptime", "1000.00 4000.00\n");
        write("proc/" + self + "/stat", self + " (a ) b) Z 1 1 1 0 -1 4 0 0 0 0 7 3 0 0 20 0 1 0 100 0 0\n");
        ProcessProbe probe = new ProcessProbe(() -> OptionalLong.of(self), new SystemFiles(root));
        assertThat(probe.read(SHOP).get("process.alive")).isEqualTo("false");
    }

    private void machine() throws IOException {
        write(
                "proc/meminfo",
                "MemTotal: 8388608 kB\nMemFree: 100 kB\nMemAvailable: 2097152 kB\nSwapTotal: 1048576 kB\n"
                        + "SwapFree: 524288 kB\n");
        write("proc/pressure/memory", "some avg10=12.34 avg60=1.00 avg300=0.00 total=1\nfull avg10=0.00\n");
    }

    @Test
    void memory_is_that_of_the_machine_where_no_group_allows_less() throws Exception {
        machine();
        for (String limit : new String[] {null, "max", "17179869184"}) {
            if (limit != null) {
                write("sys/fs/cgroup/cgroup.controllers", "cpu memory");
                write("proc/self/cgroup", "0::/shop\n");
                write("sys/fs/cgroup/shop/memory.max", limit + "\n");
            }
            Map<String, String> values = new MemoryProbe(new SystemFiles(root)).read(SHOP);
            assertThat(values)
                    .containsEntry("memory.total_mb", "8192")
                    .containsEntry("memory.available_mb", "2048")
                    .containsEntry("memory.used_percent", "75")
                    .containsEntry("memory.limited_by", "machine")
                    .containsEntry("memory.pressure_percent", "12.3")
                    .containsEntry("swap.used_mb", "512")
                    .containsEntry("swap.used_percent", "50");
        }
    }

    @Test
    void memory_is_that_of_the_narrowest_group_where_one_allows_less() throws Exception {
        machine();
        write("sys/fs/cgroup/cgroup.controllers", "cpu memory");
        write("proc/self/cgroup", "0::/pods/shop/worker\n");
        write("sys/fs/cgroup/pods/memory.max", "4294967296");
        write("sys/fs/cgroup/pods/shop/memory.max", "1073741824");
        write("sys/fs/cgroup/pods/shop/memory.current", "1000000000");
        write("sys/fs/cgroup/pods/shop/memory.stat", "anon 7\ninactive_file 194693120\nactive_file 1\n");
        write("sys/fs/cgroup/pods/shop/worker/memory.max", "max");
        Map<String, String> values = new MemoryProbe(new SystemFiles(root)).read(SHOP);
        assertThat(values)
                .containsEntry("memory.total_mb", "1024")
                .containsEntry("memory.used_percent", "75")
                .containsEntry("memory.limited_by", "cgroup");
    }

    @Test
    void memory_that_cannot_be_told_is_left_out_and_not_said_to_be_well() throws Exception {
        write("proc/meminfo", "MemTotal: 8388608 kB\n");
        Map<String, String> values = new MemoryProbe(new SystemFiles(root)).read(SHOP);
        assertThat(values).containsOnlyKeys("memory.total_mb", "memory.limited_by");
    }

    @Test
    void cpu_is_what_was_busy_since_the_last_reading() throws Exception {
        CpuProbe probe = new CpuProbe(new SystemFiles(root));
        write("sys/fs/cgroup/cgroup.controllers", "cpu");
        write("proc/self/cgroup", "0::/shop\n");
        write("sys/fs/cgroup/shop/cpu.max", "50000 100000\n");
        cpu(1_000, "100 0 100 800 0 0 0 0 0 0", 10_000_000, 100, 10);
        Map<String, String> first = probe.read(SHOP);
        assertThat(first).doesNotContainKey("cpu.used_percent").containsEntry("load.per_core", "1.5");
        cpu(1_010, "800 0 200 1000 0 0 0 0 0 0", 14_000_000, 200, 60);
        assertThat(probe.read(SHOP))
                .containsEntry("cpu.used_percent", "80")
                .containsEntry("cgroup.cores", "0.5")
                .containsEntry("cgroup.cpu_percent", "80")
                .containsEntry("cgroup.throttled_percent", "50")
                .containsEntry("cpu.cores", "2")
                .containsEntry("load.1m", "3");
    }

    private void cpu(int uptime, String times, long micros, int periods, int throttled) throws IOException {
        write("proc/uptime", uptime + ".00 1.00\n");
        write("proc/stat", "cpu  " + times + "\ncpu0 1 2\ncpu1 1 2\nintr 1\n");
        write("proc/loadavg", "3.00 2.00 1.00 1/100 7\n");
        write(
                "sys/fs/cgroup/shop/cpu.stat",
                "usage_usec " + micros + "\nnr_periods " + periods + "\nnr_throttled " + throttled + "\n");
    }

    @Test
    void this_machine_tells_its_memory_and_how_busy_it_is() throws Exception {
        Map<String, ?> memory = Probes.memory().read(SHOP);
        assertThat(number(memory, "memory.used_percent")).isBetween(0.0, 100.0);
        Map<String, ?> cpu = Probes.cpu().read(SHOP);
        assertThat(number(cpu, "cpu.used_percent")).isBetween(0.0, 100.0);
        assertThat(number(cpu, "cpu.cores")).isPositive();
        assertThat(number(cpu, "load.per_core")).isNotNegative();
    }

    @Test
    void the_worst_of_several_file_systems_is_the_one_that_is_told_first() throws Exception {
        Path other = Files.createDirectory(root.resolve("a b"));
        Map<String, String> values = new DiskProbe(
                        java.util.List.of(root, other),
                        path -> path.equals(other) ? new double[] {99, 1} : new double[] {1, 99})
                .read(SHOP);
        String name = root.toAbsolutePath().normalize().toString().replace('.', '_');
        assertThat(values)
                .containsKey("disk" + name + ".used_percent")
                .containsEntry("disk" + name + "/a_b.inodes_used_percent", "99")
                .containsEntry("disk.inodes_used_percent", "99")
                .containsEntry("disk.read_only", "false");
        assertThat(Measure.of("disk.used_percent <= 90").names(values.keySet())).hasSize(3);
        assertThat(number(Probes.disks(root).read(SHOP), "disk.used_percent")).isBetween(0.0, 100.0);
        assertThat(number(Probes.disks(root).read(SHOP), "disk.free_mb")).isPositive();
        assertThatThrownBy(() -> Probes.disks(root, root.resolve("gone")).read(SHOP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void inodes_are_read_from_what_df_says_whatever_the_file_system_is_called() {
        String head = "Filesystem Inodes IUsed IFree IUse% Mounted on\n";
        assertThat(Inodes.read(head + "/dev/vda 100 30 70 30% /\n")).containsExactly(30, 70);
        assertThat(Inodes.read(head + "my share 5 100 30 70 30% /mnt/a b\n")).containsExactly(30, 70);
        assertThat(Inodes.read(head)).containsOnly(Double.NaN);
        assertThat(Inodes.read("")).containsOnly(Double.NaN);
    }

    @Test
    void a_probe_has_its_own_time_out_and_one_that_hangs_is_unknown() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        try {
            Map<String, StateProbe> probes = new LinkedHashMap<>();
            StateProbe hangs = target -> {
                never.await();
                return Map.of("hung", "no");
            };
            probes.put("hangs", hangs.within(Duration.ofMillis(30)));
            probes.put("impatient", hangs);
            probes.put(
                    "patient",
                    ((StateProbe) target -> {
                                late.await();
                                return Map.of("late", "yes");
                            })
                            .within(Duration.ofSeconds(50)));
            probes.put("last", target -> {
                late.countDown();
                return Map.of("well", "yes");
            });
            SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
            StateSnapshot state = new Prober(probes, pool::submit, clock, Duration.ofMillis(60)).probe(SHOP);
            assertThat(state.values()).isEqualTo(Map.of("late", "yes", "well", "yes"));
            assertThat(state.unknown())
                    .containsOnlyKeys("hangs", "impatient")
                    .containsEntry("hangs", "no answer within 30 ms")
                    .containsEntry("impatient", "no answer within 60 ms");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_time_out_that_is_none_is_refused() {
        for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofMillis(-1), Duration.ofHours(1)}) {
            assertThatThrownBy(() -> Probes.jvm().within(bad))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("time-out");
        }
    }
}
