package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder on a disk that is full or cannot be written: a real one where this process may mount, a limit or a double elsewhere. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FileStoresDiskTest {

    @TempDir
    Path folder;

    private static Stores open(Path folder) {
        return Stores.inFolder(folder, Clock.systemUTC());
    }

    private static AbstractThrowableAssert<?, ?> assertNoRoom(Throwable why) {
        return assertThat(why)
                .isInstanceOf(FileStoreException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("Free space on that disk")
                .hasMessageContaining("open the stores again");
    }

    @Test
    void a_full_disk_keeps_what_it_acknowledged_and_goes_on_with_room_and_opened_again() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(4);
        if (mounted.isEmpty()) {
            beneathALimit();
            return;
        }
        try (SmallDisk disk = mounted.get()) {
            Path stores = disk.folder().resolve("stores");
            Filling filling = fill(stores, disk);
            disk.fill();
            assertNoRoom(catchOpening(stores));
            disk.resize(64);
            try (Stores again = open(stores)) {
                filling.requireAll(again);
                filling.goOn(again);
            }
            try (Stores again = open(stores)) {
                filling.requireAll(again);
            }
        }
    }

    private static Filling fill(Path folder, SmallDisk disk) throws Exception {
        Filling filling = new Filling();
        try (Stores stores = open(folder)) {
            stores.leases();
            disk.resize(3);
            assertNoRoom(filling.save(stores)); // the first record opens the file
            disk.resize(4);
            assertNoRoom(filling.save(stores)).hasMessageContaining("An earlier write failed");
            assertNoRoom(filling.append(stores)).hasMessageContaining("repeat them under their ids");
            filling.requireAll(stores);
            disk.resize(5);
            // with room too, until it is opened again: what the disk holds of that write is not known
            assertNoRoom(filling.append(stores)).hasMessageContaining("Until then nothing is appended");
            filling.requireAll(stores);
            disk.resize(4);
        }
        return filling;
    }

    private static Throwable catchOpening(Path folder) {
        try (Stores stores = open(folder)) {
            throw new AssertionError("opened with " + stores.journal().head());
        } catch (AiopsException e) {
            return e;
        }
    }

    @Test
    void a_process_that_reaches_its_file_size_limit_keeps_what_it_acknowledged() throws Exception {
        beneathALimit();
    }

    private void beneathALimit() throws Exception {
        String told = Filling.limited(Child.class, folder.toString());
        assertThat(told).contains("File too large").contains("Free space").contains("open the stores again");
        try (Stores stores = open(folder)) {
            Filling.requireTold(told, stores);
            assertThat(stores.journal().append(FileLab.note("note/1", "space again")))
                    .hasSize(1);
        }
    }

    /** Another process. */
    static final class Child {

        public static void main(String[] args) {
            try (Stores stores = open(Path.of(args[0]))) {
                Filling.tell(stores);
            }
        }
    }

    @Test
    void a_disk_that_is_mounted_read_only_is_refused_with_a_hint() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(4);
        if (mounted.isEmpty()) {
            throughADouble();
            return;
        }
        try (SmallDisk disk = mounted.get()) {
            Path used = disk.folder().resolve("used");
            try (Stores stores = open(used)) {
                stores.journal().append(FileLab.note("note/1", "before"));
            }
            disk.readOnly();
            for (Path path : new Path[] {used, disk.folder().resolve("fresh")}) {
                assertThatThrownBy(() -> open(path))
                        .isInstanceOf(FileStoreException.class)
                        .hasMessageContaining(path.toString())
                        .hasMessageContaining("Read-only file system")
                        .hasMessageContaining("choose another folder");
            }
        }
    }

    @Test
    void a_disk_that_says_it_is_read_only_is_refused_with_a_hint() {
        throughADouble();
    }

    private void throughADouble() {
        Disk readOnly = (path, options) -> {
            throw new FileSystemException(path.toString(), null, "Read-only file system");
        };
        assertThatThrownBy(() -> FileLab.journal(folder, readOnly))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("Read-only file system")
                .hasMessageContaining("choose another folder");
    }
}
