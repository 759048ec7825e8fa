package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL of its own, to be stopped and started. */
final class PostgresRestartTest {

    @Test
    void a_server_that_is_stopped_and_started_again_has_everything_that_was_acknowledged(@TempDir Path folder)
            throws Exception {
        int port;
        List<Entry> acknowledged = new ArrayList<>();
        JdbcStores same;
        // as it comes it does not even flush, which is refused
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .start()) {
            port = server.getPort();
            same = JdbcStores.of(server.getPostgresDatabase()).waits(OutageTest.WAITS);
            assertThatThrownBy(same::open)
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("fsync=off")
                    .hasMessageContaining("fsync = on");
        }
        try (EmbeddedPostgres server = restarted(folder, port)) {
            assertThat(Databases.productName(server.getPostgresDatabase())).isEqualTo("PostgreSQL");
            for (int i = 0; i < 20; i++) {
                acknowledged.addAll(same.journal().append(Notes.note("note/1")));
            }
        }
        assertThatThrownBy(() -> same.journal().append(Notes.note("note/1"))).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> same.journal().head()).isInstanceOf(AiopsException.class);
        try (EmbeddedPostgres server = restarted(folder, port)) {
            assertThat(server.getPort()).isEqualTo(port);
            acknowledged.addAll(OutageTest.appendOnceBack(same, "after"));
            assertThat(Notes.followed(same, 0)).isEqualTo(acknowledged);
            same.close();
        }
    }

    private static EmbeddedPostgres restarted(Path folder, int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .start();
    }
}
