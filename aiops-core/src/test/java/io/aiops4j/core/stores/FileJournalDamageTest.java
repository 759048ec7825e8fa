package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.ChainReport;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is broken in the files is repaired, refused or found; never served. */
final class FileJournalDamageTest {

    private static final long SMALL = 2_000;

    @TempDir
    Path temp;

    private Path written(int entries) {
        Path folder = temp.resolve("journal");
        try (FileJournal journal = FileLab.journal(folder)) {
            for (int i = 0; i < entries; i++) {
                journal.append(FileLab.note("note/" + i % 2, "text " + i)
                        .add("note/both", FileLab.NOTED, Map.of("i", i))
                        .identified("append-" + i));
            }
        }
        return folder;
    }

    private Path segmented(int entries) throws IOException {
        Path folder = temp.resolve("segmented");
        try (FileJournal journal = FileLab.journal(folder, Disk.REAL, SMALL, Duration.ofSeconds(30))) {
            for (int i = 0; i < entries; i++) {
                journal.append(FileLab.note("note/" + i % 3, "text " + i).identified("append-" + i));
            }
        }
        assertThat(FileLab.files(folder, Segment.SUFFIX)).hasSizeGreaterThan(3);
        return folder;
    }

    private static List<Entry> entries(Path folder) {
        try (FileJournal journal = FileLab.journal(folder)) {
            return journal.readAll(0, 100_000);
        }
    }

    private static Path only(Path folder) throws IOException {
        List<Path> segments = FileLab.files(folder, Segment.SUFFIX);
        assertThat(segments).hasSize(1);
        return segments.get(0);
    }

    @Test
    void a_torn_tail_of_any_length_is_cut_and_everything_before_it_is_there() throws Exception {
        byte[] before = Files.readAllBytes(only(written(3)));
        List<Entry> all = entries(temp.resolve("journal"));
        Path file = only(temp.resolve("journal"));
        try (FileJournal journal = FileLab.journal(temp.resolve("journal"))) {
            journal.append(FileLab.note("note/last", "the last").add("note/last", FileLab.NOTED, Map.of("n", 2)));
        }
        byte[] after = Files.readAllBytes(file);
        assertThat(entries(temp.resolve("journal"))).hasSize(all.size() + 2);
        for (int length = before.length; length < after.length; length++) {
            Files.write(file, Arrays.copyOf(after, length));
            assertThat(entries(temp.resolve("journal"))).as("cut to %d", length).isEqualTo(all);
            assertThat(Files.size(file)).isEqualTo(before.length);
            // the rest of it was still the zeros of a file that had grown
            byte[] zeros = Arrays.copyOf(Arrays.copyOf(after, length), after.length + 100);
            Files.write(file, zeros);
            assertThat(entries(temp.resolve("journal")))
                    .as("zeros from %d", length)
                    .hasSizeBetween(6, 8)
                    .startsWith(all.toArray(Entry[]::new));
        }
        try (FileJournal journal = FileLab.journal(temp.resolve("journal"))) {
            journal.append(FileLab.note("note/last", "again"));
            assertThat(new JournalReader(journal).verify().intact()).isTrue();
        }
    }

    @Test
    void a_flipped_bit_anywhere_is_refused_or_found_and_never_served() throws Exception {
        Path folder = written(4);
        Path file = only(folder);
        List<Entry> all = entries(folder);
        Head head = new Head(all.size(), all.get(all.size() - 1).hash());
        byte[] good = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(file, bad);
            try (FileJournal journal = FileLab.journal(folder)) {
                assertThat(all).startsWith(journal.readAll(0, 100).toArray(Entry[]::new));
                ChainReport report = new JournalReader(journal).verify(head);
                assertThat(report.intact()).as("bit flipped at %d", i).isFalse();
            } catch (AiopsException e) {
                assertThat(e)
                        .hasMessageContaining(file.getFileName().toString())
                        .hasMessageContaining("offset");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(good.length / 2);
    }

    @Test
    void a_bit_that_flips_while_the_journal_is_open_is_not_served() throws Exception {
        Path folder = written(1);
        Path file = only(folder);
        byte[] good = Files.readAllBytes(file);
        List<Entry> all = entries(folder);
        try (FileJournal journal = FileLab.journal(folder)) {
            for (int i = Segment.HEADER; i < good.length; i++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << i % 8);
                Files.write(file, bad);
                ChainReport report = new JournalReader(journal).verify();
                assertThat(report.intact()).as("bit flipped at %d", i).isFalse();
                assertThat(report.fault())
                        .contains(file.getFileName().toString(), "offset")
                        .contains("Restore the folder from a backup");
            }
            Files.write(file, good);
            assertThat(journal.readAll(0, 100)).isEqualTo(all);
        }
    }

    @Test
    void a_broken_middle_refuses_to_open_and_says_where_and_what_to_do() throws Exception {
        Path file = only(written(4));
        byte[] bytes = Files.readAllBytes(file);
        bytes[Segment.HEADER + 40] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> entries(temp.resolve("journal")))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("offset " + Segment.HEADER)
                .hasMessageContaining("Restore the folder from a backup");
    }

    @Test
    void a_torn_segment_that_is_not_the_last_refuses_to_open() throws Exception {
        Path folder = segmented(40);
        Path second = FileLab.files(folder, Segment.SUFFIX).get(1);
        byte[] bytes = Files.readAllBytes(second);
        Files.write(second, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> entries(folder)).hasMessageContaining(second.toString());
    }

    @Test
    void a_batch_that_was_written_out_of_order_is_cut_whole() throws Exception {
        Path folder = written(2);
        Path file = only(folder);
        List<Entry> all = entries(folder);
        long size = Files.size(file);
        FaultyDisk disk = new FaultyDisk();
        try (FileJournal journal = FileLab.journal(folder, disk)) {
            disk.still = new java.util.concurrent.CountDownLatch(1);
            Thread[] threads = new Thread[3];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> journal.append(FileLab.note("note/batch", "together")));
                threads[i].start();
            }
            // the first stands still in its force while the others gather
            while (Arrays.stream(threads).anyMatch(thread -> thread.getState() != Thread.State.TIMED_WAITING)) {
                Thread.onSpinWait();
            }
            disk.still.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        // how the three fell into batches is up to the threads; the last batch is what a crash can leave half written
        byte[] bytes = Files.readAllBytes(file);
        int torn = (int) size;
        int before = 0;
        int count = 0;
        long batch = -1;
        for (int offset = torn; offset < bytes.length; offset += frame(bytes, offset).length) {
            Frame each = Frame.read(nonce(bytes), frame(bytes, offset));
            if (each.batch() != batch) {
                batch = each.batch();
                torn = offset;
                before = count;
            }
            count++;
        }
        assertThat(count).isEqualTo(3);
        bytes[torn + 20] ^= 1;
        Files.write(file, bytes);
        assertThat(entries(folder)).hasSize(all.size() + before).startsWith(all.toArray(Entry[]::new));
    }

    private static long nonce(byte[] bytes) {
        return java.nio.ByteBuffer.wrap(bytes).getLong(20);
    }

    private static byte[] frame(byte[] bytes, int offset) {
        long length = Frame.length(java.nio.ByteBuffer.wrap(bytes, offset, bytes.length - offset));
        return Arrays.copyOfRange(bytes, offset, offset + (int) length);
    }

    @Test
    void deleted_or_damaged_index_files_change_nothing() throws Exception {
        Path folder = segmented(60);
        List<Path> indexes = FileLab.files(folder, ".index");
        assertThat(indexes).hasSizeGreaterThan(3);
        List<Entry> all = entries(folder);
        Files.delete(indexes.get(0));
        Files.write(indexes.get(1), new byte[] {1, 2, 3});
        byte[] bytes = Files.readAllBytes(indexes.get(2));
        for (int i = 0; i < bytes.length; i++) {
            byte[] bad = bytes.clone();
            bad[i] ^= 4;
            Files.write(indexes.get(2), bad);
            try (FileJournal journal = FileLab.journal(folder)) {
                assertThat(journal.readAll(0, 100)).isEqualTo(all);
                assertThat(journal.read("note/1", 0, 100)).hasSize(20);
                assertThat(journal.append(FileLab.note("other", "x").identified("append-7")))
                        .isEqualTo(all.subList(7, 8));
            }
        }
        assertThat(FileLab.files(folder, ".index")).isEqualTo(indexes);
    }

    @Test
    void an_index_that_does_not_fit_its_segment_is_not_believed() throws Exception {
        Path folder = segmented(40);
        Path first = FileLab.files(folder, Segment.SUFFIX).get(0);
        byte[] bytes = Files.readAllBytes(first);
        bytes[Segment.HEADER + 30] ^= 1;
        Files.write(first, bytes);
        assertThatThrownBy(() -> entries(folder)).hasMessageContaining(first.toString());
    }

    @Test
    void a_segment_that_was_moved_away_is_missed_by_name() throws Exception {
        Path folder = segmented(40);
        Path first = FileLab.files(folder, Segment.SUFFIX).get(0);
        Path archive = temp.resolve("archived");
        Files.move(first, archive);
        assertThatThrownBy(() -> entries(folder))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("Entries 1 to ")
                .hasMessageContaining("Put back");
        Files.move(archive, first);
        assertThat(entries(folder)).hasSize(40);
    }

    @Test
    void a_segment_that_was_being_created_is_created_again() throws Exception {
        Path folder = segmented(40);
        List<Path> segments = FileLab.files(folder, Segment.SUFFIX);
        List<Entry> all = entries(folder);
        Path last = segments.get(segments.size() - 1);
        Path next = folder.resolve(Segment.name(all.size() + 1));
        for (int length = 0; length < Segment.HEADER; length++) {
            Files.write(next, Arrays.copyOf(Files.readAllBytes(last), length));
            assertThat(entries(folder)).isEqualTo(all);
        }
    }
}
