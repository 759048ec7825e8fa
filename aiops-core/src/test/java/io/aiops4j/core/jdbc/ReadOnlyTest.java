package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.stores.SmallDisk;
import io.aiops4j.core.stores.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Databases in a file that cannot be written: on a disk mounted so where this process may mount, or opened so. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadOnlyTest {

    @TempDir
    Path temp;

    @Test
    void h2_on_a_read_only_disk_serves_what_is_there_and_refuses_the_rest_with_a_hint() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(4);
        if (mounted.isEmpty()) {
            h2OpenedForReading();
            return;
        }
        try (SmallDisk disk = mounted.get()) {
            List<Entry> written = written(h2(disk.folder(), ""));
            disk.readOnly();
            requireReadable(h2(disk.folder(), ""), written);
            assertRefused(h2(disk.folder().resolve("fresh"), ""), "Read-only file system");
        }
    }

    @Test
    void h2_opened_for_reading_serves_what_is_there_and_refuses_the_rest_with_a_hint() throws Exception {
        h2OpenedForReading();
    }

    private void h2OpenedForReading() throws Exception {
        List<Entry> written = written(h2(temp, ""));
        requireReadable(h2(temp, ";ACCESS_MODE_DATA=r"), written);
    }

    private static void requireReadable(DataSource h2, List<Entry> written) throws Exception {
        try (Stores stores = JdbcStores.of(h2)) {
            assertThat(Notes.followed(stores, 0)).isEqualTo(written);
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("database is read only")
                    .hasMessageContaining("see that nothing is read-only");
            assertThat(Notes.followed(stores, 0)).isEqualTo(written);
        } finally {
            Databases.execute(h2, "SHUTDOWN");
        }
    }

    @Test
    void sqlite_on_a_read_only_disk_is_refused_with_a_hint() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(4);
        if (mounted.isEmpty()) {
            sqliteOpenedForReading();
            return;
        }
        try (SmallDisk disk = mounted.get()) {
            written(sqlite(disk.folder(), ""));
            disk.readOnly();
            assertRefused(sqlite(disk.folder(), ""), "SQLITE_CANTOPEN");
            assertRefused(sqlite(disk.folder().resolve("fresh"), ""), "SQLITE_CANTOPEN");
        }
    }

    @Test
    void sqlite_opened_for_reading_is_refused_with_a_hint() throws Exception {
        sqliteOpenedForReading();
    }

    private void sqliteOpenedForReading() throws Exception {
        written(sqlite(temp, ""));
        assertRefused(sqlite(temp, "?mode=ro"), "SQLITE_READONLY");
        assertRefused(sqlite(temp.resolve("fresh"), "?mode=ro"), "SQLITE_CANTOPEN");
    }

    private static List<Entry> written(DataSource dataSource) throws Exception {
        try (Stores stores = JdbcStores.of(dataSource)) {
            return stores.journal().append(Notes.note("note/1"));
        } finally {
            if (dataSource instanceof JdbcDataSource) {
                Databases.execute(dataSource, "SHUTDOWN");
            }
        }
    }

    private static void assertRefused(DataSource dataSource, String says) {
        try (Stores stores = JdbcStores.of(dataSource)) {
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining(says)
                    .hasMessageContaining("read-only");
        }
    }

    private static DataSource h2(Path folder, String more) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:" + folder.resolve("h2") + ";TRACE_LEVEL_FILE=0" + more);
        dataSource.setUser("sa");
        return dataSource;
    }

    private static DataSource sqlite(Path folder, String more) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:file:" + folder.resolve("sqlite") + more);
        return dataSource;
    }
}
