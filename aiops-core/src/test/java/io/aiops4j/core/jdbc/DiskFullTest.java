package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.stores.Filling;
import io.aiops4j.core.stores.SmallDisk;
import io.aiops4j.core.stores.Stores;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.util.Throwables;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** Databases whose disk is full: a real one where this process may mount, what else says no elsewhere. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DiskFullTest {

    /** Which of those that every build has, since each is put on a small disk in its own way. */
    private enum Place {
        POSTGRESQL,
        H2,
        SQLITE
    }

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(Place.class)
    void a_full_disk_loses_nothing_acknowledged_and_appends_go_on_with_room(Place place) throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.of(4);
        if (mounted.isEmpty()) {
            withoutMounting(place);
            return;
        }
        try (SmallDisk disk = mounted.get()) {
            DataSource dataSource = on(place, disk.folder());
            try {
                fillUp(place, dataSource, () -> disk.resize(64));
            } finally {
                release(place, dataSource);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void a_limit_loses_nothing_acknowledged(Place place) throws Exception {
        withoutMounting(place);
    }

    private void withoutMounting(Place place) throws Exception {
        if (place == Place.POSTGRESQL) {
            refusedByItsServer();
        } else {
            beneathALimit(place);
        }
    }

    /** How room is made. */
    @FunctionalInterface
    private interface Room {

        void make() throws Exception;
    }

    private static void fillUp(Place place, DataSource dataSource, Room room) throws Exception {
        Filling filling = new Filling();
        try (Stores stores = JdbcStores.of(dataSource)) {
            assertNoRoom(filling.append(stores));
            assertNoRoom(filling.save(stores));
            assertNoRoom(filling.append(stores));
            requireAllWhileFull(place, filling, stores);
            assertThat(filling.acknowledged()).hasSizeGreaterThan(1);
        }
        try (Stores stores = JdbcStores.of(dataSource)) {
            requireAllWhileFull(place, filling, stores);
            assertNoRoom(filling.append(stores));
            room.make();
            filling.goOn(stores); // these very stores
        }
        try (Stores stores = JdbcStores.of(dataSource)) {
            filling.requireAll(stores);
        }
    }

    // H2 closes its file when a write fails, and may find no room for what it writes when it opens it again
    private static void requireAllWhileFull(Place place, Filling filling, Stores stores) {
        try {
            filling.requireAll(stores);
        } catch (AiopsException e) {
            assertThat(place).isEqualTo(Place.H2);
            assertNoRoom(e);
        }
    }

    private static AbstractThrowableAssert<?, ?> assertNoRoom(Throwable why) {
        // what the system says, or SQLite, which keeps it to itself; and never the content
        return assertThat(why)
                .hasMessageMatching("(?s).*(No space left on device|database or disk is full).*")
                .hasMessageMatching("(?s).*[Gg]ive (it|the database more) room.*")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000))
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("VALUES (('"));
    }

    private static DataSource on(Place place, Path folder) throws Exception {
        return switch (place) {
            case POSTGRESQL -> {
                PGSimpleDataSource dataSource = (PGSimpleDataSource) Databases.POSTGRESQL.fresh();
                Databases.execute(dataSource, "CREATE TABLESPACE small LOCATION '" + folder + "'");
                dataSource.setOptions("-c default_tablespace=small");
                yield dataSource;
            }
            case H2 -> h2(folder);
            case SQLITE -> sqlite(folder);
        };
    }

    private static DataSource h2(Path folder) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:" + folder.resolve("h2") + ";DB_CLOSE_DELAY=3;TRACE_LEVEL_FILE=0");
        dataSource.setUser("sa");
        return dataSource;
    }

    private static DataSource sqlite(Path folder) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + folder.resolve("sqlite"));
        return dataSource;
    }

    private static void release(Place place, DataSource dataSource) throws Exception {
        switch (place) {
            case POSTGRESQL -> {
                Databases.execute(
                        dataSource, "DROP SCHEMA " + ((PGSimpleDataSource) dataSource).getCurrentSchema() + " CASCADE");
                Databases.execute(dataSource, "DROP TABLESPACE small");
            }
            case H2 -> Databases.execute(dataSource, "SHUTDOWN");
            case SQLITE -> {}
        }
    }

    // the server's own state and words for a full disk, at the moment of a write
    private static void refusedByItsServer() throws Exception {
        DataSource dataSource = Databases.POSTGRESQL.fresh();
        JdbcStores.of(dataSource).open().close();
        Databases.execute(
                dataSource,
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF (SELECT count(*) FROM aiops_payload) + (SELECT count(*) FROM aiops_record) >= 5 THEN"
                        + " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';"
                        + " END IF; RETURN NEW; END $$",
                "CREATE TRIGGER full_disk BEFORE INSERT ON aiops_payload FOR EACH ROW EXECUTE FUNCTION full_disk()",
                "CREATE TRIGGER full_disk BEFORE INSERT ON aiops_record FOR EACH ROW EXECUTE FUNCTION full_disk()");
        fillUp(Place.POSTGRESQL, dataSource, () -> Databases.execute(dataSource, "DROP FUNCTION full_disk CASCADE"));
    }

    private void beneathALimit(Place place) throws Exception {
        String told = Filling.limited(Child.class, place.name(), temp.toString());
        assertThat(told).matches("(?s).*(File too large|SQLITE_IOERR).*").contains("Give it room");
        try (Stores stores = JdbcStores.of(on(place, temp))) {
            Filling.requireTold(told, stores);
            assertThat(stores.journal().append(Notes.note("note/1"))).hasSize(1);
        } finally {
            release(place, on(place, temp));
        }
    }

    /** Another process. */
    static final class Child {

        public static void main(String[] args) throws Exception {
            try (Stores stores = JdbcStores.of(on(Place.valueOf(args[0]), Path.of(args[1])))) {
                Filling.tell(stores);
            }
        }
    }
}
