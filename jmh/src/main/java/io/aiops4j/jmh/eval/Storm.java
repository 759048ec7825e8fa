package io.aiops4j.jmh.eval;

import io.aiops4j.Aiops;
import io.aiops4j.core.Target;
import io.aiops4j.core.incident.Incident;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.signal.Severity;
import io.aiops4j.core.signal.Signal;
import io.aiops4j.core.stores.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A million signals, half of them about one service, shown to a whole instance. */
final class Storm {

    private static final int THREADS = 4;
    private static final int SERVICES = 10;
    private static final int TYPES = 10;

    /** Below what the instance has room for: what it would drop would be counted and not be measured. */
    private static final int MOST_WAITING = 9_000;

    private static final long PAUSE_NANOS = 50_000L;
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final long signals;
    private final long seed;

    Storm(long signals, long seed) {
        this.signals = signals;
        this.seed = seed;
    }

    Figures run(Stores stores) throws InterruptedException {
        Heap.reset();
        try (Aiops aiops =
                Aiops.builder().stores(stores).authority(EvalHost.authority()).build()) {
            long start = System.nanoTime();
            feed(aiops);
            if (!aiops.flush(DEADLINE)) {
                throw new IllegalStateException("The storm was not over within " + DEADLINE + ".");
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double peak = Heap.peak();
            return count(aiops)
                    .with("storm_seconds", seconds)
                    .with("signals_per_second", Math.round(signals / seconds))
                    .with("storm_peak_heap_mb", peak)
                    .with("storm_live_heap_mb", Heap.live());
        }
    }

    private void feed(Aiops aiops) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> feed(aiops, number), "eval-storm-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void feed(Aiops aiops, int number) {
        Random random = new Random(seed + number);
        long own = signals / THREADS + (number < signals % THREADS ? 1 : 0);
        for (long i = 0; i < own; i++) {
            // asking costs more than observing
            if (i % 100 == 0) {
                while (aiops.health().figures().get("signals.waiting") > MOST_WAITING - THREADS * 100) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            boolean worst = random.nextBoolean();
            Target target = Target.service("service-" + (worst ? 0 : random.nextInt(SERVICES)));
            String type = "type-" + (worst ? 0 : random.nextInt(TYPES));
            aiops.observe(Signal.of(type, target, Severity.ERROR, "request " + random.nextInt() + " failed"));
        }
    }

    private Figures count(Aiops aiops) {
        List<Incident> open = aiops.incidents().open();
        Map<String, Long> entries = new HashMap<>();
        open.forEach(incident -> entries.put(incident.id(), 0L));
        aiops.journal().follow(0, entry -> entries.computeIfPresent(subject(entry), (id, had) -> had + 1));
        return new Figures()
                .with("signals", signals)
                .with("dropped", aiops.health().figures().get("signals.dropped"))
                .with("incidents", open.size())
                .with("entries", aiops.journal().head().position())
                .with(
                        "entries_per_incident_max",
                        entries.values().stream().mapToLong(n -> n).max().orElse(0));
    }

    // an incident and the decisions about it have streams that end with its id
    private static String subject(Entry entry) {
        return entry.stream().substring(entry.stream().indexOf('/') + 1);
    }
}
