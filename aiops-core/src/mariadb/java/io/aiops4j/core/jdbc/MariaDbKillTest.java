package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while appends run, and started again. */
final class MariaDbKillTest {

    private static final int KILLS = 4;
    private static final int WRITERS = 4;

    @Test
    void nothing_acknowledged_is_lost_or_repeated_when_the_server_is_killed(@TempDir Path folder) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("MariaDbKillTest seed " + seed);
        Random random = new Random(seed);
        MariaDbServer first = MariaDbServer.start(folder);
        AtomicInteger appended = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger(KILLS);
        List<MariaDbServer> started = new ArrayList<>(List.of(first));
        try (JdbcStores stores = JdbcStores.of(first.create("killed")).waits(OutageTest.WAITS)) {
            List<Callable<List<Entry>>> tasks = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                tasks.add(() -> {
                    List<Entry> acknowledged = new ArrayList<>();
                    for (int i = 0; rounds.get() > 0; i++) {
                        acknowledged.addAll(OutageTest.appendOnceBack(stores, number + "-" + i));
                        appended.incrementAndGet();
                    }
                    return acknowledged;
                });
            }
            tasks.add(() -> {
                try {
                    while (rounds.get() > 0) {
                        int until = appended.get() + 20 + random.nextInt(200);
                        while (appended.get() < until) {
                            Thread.onSpinWait();
                        }
                        MariaDbServer last = started.get(started.size() - 1);
                        last.kill();
                        started.add(last.again(folder));
                        rounds.decrementAndGet();
                    }
                } finally {
                    rounds.set(0);
                }
                return List.of();
            });
            List<Entry> acknowledged =
                    Notes.together(tasks).stream().flatMap(List::stream).toList();
            System.out.println("MariaDbKillTest: " + acknowledged.size() + " acknowledged over " + KILLS + " kills");
            assertThat(Notes.followed(stores, 0)).hasSameSizeAs(acknowledged).containsAll(acknowledged);
            assertThat(new JournalReader(stores.journal()).verify().intact()).isTrue();
        } finally {
            started.forEach(MariaDbServer::kill);
        }
    }
}
