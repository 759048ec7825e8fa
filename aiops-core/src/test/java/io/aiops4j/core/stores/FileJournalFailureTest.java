package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fail, callers that are interrupted, processes that end in the middle: nothing acknowledged is lost. */
final class FileJournalFailureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private final FaultyDisk disk = new FaultyDisk();

    private static List<Entry> entries(Path folder) {
        try (FileJournal journal = FileLab.journal(folder)) {
            assertThat(new JournalReader(journal).verify().intact()).isTrue();
            return journal.readAll(0, 100_000);
        }
    }

    @Test
    void a_full_disk_refuses_appends_until_reopened_and_loses_nothing_acknowledged() {
        for (boolean truncateFails : new boolean[] {false, true}) {
            for (int room = 0; room < 1_000; room += 37) {
                fill(temp.resolve(truncateFails + "-" + room), room, truncateFails);
            }
        }
    }

    private static void fill(Path folder, int room, boolean truncateFails) {
        FaultyDisk full = new FaultyDisk();
        List<Entry> acknowledged = new ArrayList<>();
        Append refused = null;
        try (FileJournal journal = FileLab.journal(folder, full)) {
            full.bytesLeft = room;
            full.truncateFails = truncateFails;
            for (int next = 0; refused == null; next++) {
                Append append = FileLab.note("note/1", "n" + next).identified("append-" + next);
                try {
                    acknowledged.addAll(journal.append(append));
                } catch (AiopsException e) {
                    assertThat(e)
                            .hasMessageContaining("No space left on device")
                            .hasMessageContaining("Free space")
                            .hasMessageContaining("open the stores again");
                    refused = append;
                }
            }
            full.bytesLeft = Long.MAX_VALUE;
            assertThatThrownBy(() -> journal.append(FileLab.note("note/1", "later")))
                    .isInstanceOf(AiopsException.class);
            assertThat(journal.readAll(0, 100)).isEqualTo(acknowledged);
        }
        assertThat(entries(folder)).isEqualTo(acknowledged);
        try (FileJournal journal = FileLab.journal(folder)) {
            acknowledged.addAll(journal.append(refused));
            assertThat(journal.append(refused)).hasSize(1);
            assertThat(journal.readAll(0, 100)).isEqualTo(acknowledged);
        }
    }

    @Test
    void what_was_written_but_not_forced_is_there_once_when_it_is_repeated() {
        Append append = FileLab.note("note/1", "in doubt").identified("append-1");
        try (FileJournal journal = FileLab.journal(temp, disk)) {
            disk.forceFails = true;
            disk.truncateFails = true;
            assertThatThrownBy(() -> journal.append(append))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("not known");
            assertThat(journal.readAll(0, 10)).isEmpty();
            assertThat(journal.head().position()).isZero();
        }
        try (FileJournal journal = FileLab.journal(temp)) {
            List<Entry> first = journal.append(append);
            assertThat(journal.append(append)).isEqualTo(first);
            assertThat(journal.readAll(0, 10)).isEqualTo(first).hasSize(1);
        }
    }

    @Test
    void a_disk_that_stands_still_is_a_time_out_and_the_repeated_append_gets_the_first_result() {
        Append append = FileLab.note("note/1", "slow").identified("append-1");
        try (FileJournal journal = FileLab.journal(temp, disk, 64 << 20, Duration.ofMillis(50))) {
            disk.still = new CountDownLatch(1);
            assertThatThrownBy(() -> journal.append(append))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("repeat it under the same id");
            assertThat(journal.readAll(0, 10)).isEmpty();
            disk.still.countDown();
            List<Entry> result = null;
            while (result == null) {
                try {
                    result = journal.append(append);
                } catch (AiopsException notYet) {
                    Thread.onSpinWait();
                }
            }
            assertThat(journal.readAll(0, 10)).isEqualTo(result).hasSize(1);
        }
    }

    @Test
    void a_closed_journal_says_so() {
        FileJournal journal = FileLab.journal(temp);
        journal.append(FileLab.note("note/1", "a"));
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(FileLab.note("note/1", "b")))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> journal.readAll(0, 10))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void many_appends_share_a_force_and_positions_have_no_gaps() throws Exception {
        int each = 50;
        try (FileJournal journal = FileLab.journal(temp, disk)) {
            int before = disk.forces.get();
            ExecutorService threads = Executors.newFixedThreadPool(16);
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String stream = "note/" + i;
                tasks.add(() -> {
                    for (int n = 0; n < each; n++) {
                        journal.append(FileLab.note(stream, "n" + n).require(stream, n));
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
            threads.shutdownNow();
            assertThat(disk.forces.get() - before).isLessThan(16 * each);
        }
        assertThat(entries(temp))
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 16 * each).boxed().toList());
    }

    @Test
    void an_interrupted_caller_gets_its_answer_and_disturbs_nobody() {
        try (FileJournal journal = FileLab.journal(temp)) {
            Thread.currentThread().interrupt();
            List<Entry> written = journal.append(FileLab.note("note/1", "a"));
            assertThat(journal.readAll(0, 10)).isEqualTo(written);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.readAll(0, 10)).isEqualTo(written);
            assertThat(journal.append(FileLab.note("note/1", "b"))).hasSize(1);
        }
    }

    @Test
    void a_copy_taken_at_any_moment_holds_everything_acknowledged_before() throws Exception {
        Path folder = temp.resolve("journal");
        AtomicBoolean go = new AtomicBoolean(true);
        List<Entry> acknowledged = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<?>> done = new ArrayList<>();
        try (FileJournal journal = FileLab.journal(folder, Disk.REAL, 10_000, PATIENCE)) {
            for (int i = 0; i < 3; i++) {
                String stream = "note/" + i;
                done.add(threads.submit(() -> {
                    for (int n = 0; go.get(); n++) {
                        acknowledged.addAll(journal.append(
                                FileLab.note(stream, "n" + n).add(stream, FileLab.NOTED, Map.of("second", n))));
                    }
                }));
            }
            for (int copy = 0; copy < 10; copy++) {
                List<Entry> before = List.copyOf(acknowledged);
                List<Entry> found = entries(FileLab.copy(folder, temp.resolve("copy-" + copy)));
                assertThat(new HashSet<>(found).containsAll(before)).isTrue();
                assertThat(found.size() % 2).as("whole appends").isZero();
            }
            go.set(false);
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            go.set(false);
            threads.shutdownNow();
        }
        assertThat(entries(folder)).hasSize(acknowledged.size());
    }

    @Test
    void an_erasure_that_was_interrupted_is_finished_at_the_next_opening() throws IOException {
        for (long segment : new long[] {64 << 20, 300}) {
            Path folder = temp.resolve("erasing-" + segment);
            FaultyDisk failing = new FaultyDisk();
            try (FileJournal journal = FileLab.journal(folder, failing, segment, PATIENCE)) {
                journal.append(FileLab.note("note/1", "first secret"));
                journal.append(FileLab.note("note/2", "stays"));
                journal.settle(); // a new segment is begun behind the back of who was answered
                failing.writersToOpen.set(0);
                assertThatThrownBy(() -> journal.erase(List.of(1L), FileLab.receipt(List.of(1L))))
                        .isInstanceOf(AiopsException.class);
            }
            assertThat(FileLab.anyFileContains(folder, "first secret")).isTrue();
            for (int opening = 0; opening < 2; opening++) {
                List<Entry> found = entries(folder);
                assertThat(found).hasSize(3);
                assertThat(found.get(0).payload().isErased()).isTrue();
                assertThat(found.get(1).payload().text()).contains("stays");
                assertThat(FileLab.anyFileContains(folder, "first secret")).isFalse();
            }
        }
    }

    @Test
    void what_was_erased_is_gone_from_every_file_and_stays_gone() throws IOException {
        try (FileJournal journal = FileLab.journal(temp, Disk.REAL, 1_000, PATIENCE)) {
            for (int i = 0; i < 20; i++) {
                journal.append(FileLab.note("note/" + i % 2, "secret number " + i));
            }
            journal.erase(List.of(3L, 20L), FileLab.receipt(List.of(3L, 20L)));
            assertThat(FileLab.anyFileContains(temp, "secret number 2\"")).isFalse();
            assertThat(FileLab.anyFileContains(temp, "secret number 19")).isFalse();
        }
        List<Entry> found = entries(temp);
        assertThat(found).hasSize(21);
        assertThat(found).filteredOn(entry -> entry.payload().isErased()).hasSize(2);
        assertThat(entries(temp)).isEqualTo(found);
    }
}
