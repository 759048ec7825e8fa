package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Snapshot;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as a whole: what survives closing it, who may open it, and what it says to a folder that it cannot use. */
final class FileStoresTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

    private static Snapshot snapshot(String fold, long position, String state) {
        return new Snapshot(fold, position, Head.EMPTY.hash(), Instant.EPOCH.plusSeconds(position), state);
    }

    private static RecordStore<Snapshot> records(Stores stores) {
        return stores.records(Snapshot.KIND, Snapshot.CODEC);
    }

    private Path recordFile() {
        return folder.resolve("records").resolve(Snapshot.KIND + ".records");
    }

    @Test
    void reopening_keeps_entries_named_appends_time_leases_cursors_and_records() {
        Append named = FileLab.note("note/1", "a").identified("append-1");
        List<Entry> written;
        Lease lease;
        try (Stores stores = Stores.inFolder(folder, clock)) {
            written = stores.journal().append(named);
            lease = stores.leases().acquire("learning", "node-1", LONG).orElseThrow();
            stores.leases().advance(lease, 1);
            records(stores).save(snapshot("fold/1", 1, "state"));
        }
        clock.advance(Duration.ofHours(-2));
        try (Stores stores = Stores.inFolder(folder, clock)) {
            assertThat(stores.journal().append(named)).isEqualTo(written);
            Entry next = stores.journal()
                    .append(FileLab.note("note/1", "b").require("note/1", 1).fenced(lease))
                    .get(0);
            assertThat(next.time()).isEqualTo(written.get(0).time());
            assertThat(stores.leases().cursor("learning")).isEqualTo(1);
            assertThat(stores.leases().acquire("learning", "node-2", LONG)).isEmpty();
            stores.leases().release(lease);
            Lease passed = stores.leases().acquire("learning", "node-2", LONG).orElseThrow();
            assertThat(passed.fence()).isGreaterThan(lease.fence());
            assertThatThrownBy(() ->
                            stores.journal().append(FileLab.note("note/1", "c").fenced(lease)))
                    .isInstanceOf(StaleAppendException.class);
            assertThat(records(stores).find(Query.all()).records()).containsExactly(snapshot("fold/1", 1, "state"));
        }
    }

    @Test
    void a_second_opener_is_refused_and_does_not_open_the_door_to_others() throws Exception {
        try (Stores stores = Stores.inFolder(folder, clock)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Stores.inFolder(folder, clock))
                        .isInstanceOf(AiopsException.class)
                        .hasMessageContaining("in use by this process");
                assertThat(child())
                        .contains("in use by process " + ProcessHandle.current().pid())
                        .contains("Stop it");
            }
            assertThat(stores.journal().append(FileLab.note("note/1", "a"))).hasSize(1);
        }
        assertThat(child()).contains("opened with 1 entries");
        Stores.inFolder(folder, clock).close();
    }

    private String child() throws Exception {
        return Filling.child("", Child.class, folder.toString());
    }

    /** Another process. */
    static final class Child {

        public static void main(String[] args) {
            try (Stores stores = Stores.inFolder(Path.of(args[0]), Clock.systemUTC())) {
                System.out.println("opened with " + stores.journal().head().position() + " entries");
            } catch (AiopsException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void a_folder_that_is_a_file_or_lies_beneath_one_is_refused_with_a_hint() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> Stores.inFolder(file, clock))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("is a file and not a folder");
        assertThatThrownBy(() -> Stores.inFolder(file.resolve("deeper"), clock))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_damaged_file_of_leases_is_refused_and_may_be_deleted() throws IOException {
        try (Stores stores = Stores.inFolder(folder, clock)) {
            stores.leases().acquire("learning", "node-1", LONG);
        }
        Path file = folder.resolve("leases");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] bad = bytes.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThatThrownBy(() -> Stores.inFolder(folder, clock))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining(file.toString());
        }
        Files.delete(file);
        Stores.inFolder(folder, clock).close();
    }

    @Test
    void a_save_that_was_torn_is_cut_and_one_that_was_altered_is_refused() throws IOException {
        try (Stores stores = Stores.inFolder(folder, clock)) {
            records(stores).save(snapshot("fold/1", 1, "first"));
        }
        byte[] one = Files.readAllBytes(recordFile());
        try (Stores stores = Stores.inFolder(folder, clock)) {
            records(stores).save(snapshot("fold/2", 2, "second"));
        }
        byte[] two = Files.readAllBytes(recordFile());
        for (int length = one.length; length < two.length; length++) {
            Files.write(recordFile(), Arrays.copyOf(two, length));
            try (Stores stores = Stores.inFolder(folder, clock)) {
                assertThat(records(stores).find(Query.all()).records()).hasSize(1);
            }
        }
        for (int i = 0; i < one.length; i++) {
            byte[] bad = two.clone();
            bad[i] ^= 1;
            Files.write(recordFile(), bad);
            try (Stores stores = Stores.inFolder(folder, clock)) {
                assertThatThrownBy(() -> records(stores))
                        .as("byte %d", i)
                        .isInstanceOf(AiopsException.class)
                        .hasMessageContaining(recordFile().toString());
            }
        }
    }

    @Test
    void what_was_erased_or_replaced_often_is_gone_from_the_disk() throws IOException {
        try (Stores stores = Stores.inFolder(folder, clock)) {
            RecordStore<Snapshot> store = records(stores);
            store.save(snapshot("fold/1", 1, "a secret"));
            store.save(snapshot("fold/2", 2, "harmless"));
            assertThat(store.erase(List.of("fold/1"))).isEqualTo(1);
            assertThat(FileLab.anyFileContains(folder, "a secret")).isFalse();
            for (int i = 0; i < 12; i++) {
                store.save(snapshot("fold/2", 3, "x".repeat(1 << 20)));
            }
            assertThat(Files.size(recordFile())).isLessThan(11 << 20);
            assertThat(store.find(Query.all()).records()).hasSize(1);
        }
    }

    @Test
    void a_kind_that_cannot_be_a_file_is_refused() {
        try (Stores stores = Stores.inFolder(folder, clock)) {
            for (String kind : List.of("", "../up", "a/b", "Upper", "x".repeat(101))) {
                assertThatThrownBy(() -> stores.records(kind, Snapshot.CODEC)).isInstanceOf(AiopsException.class);
            }
        }
    }
}
