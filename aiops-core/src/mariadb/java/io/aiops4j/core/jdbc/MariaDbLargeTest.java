package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is as large as it may be, or larger than the server takes. */
final class MariaDbLargeTest {

    // quotes are escaped, so that the statement is twice as long
    private static final String LARGEST = "'".repeat(Payload.LARGEST - 20);

    @Test
    void the_largest_entries_are_taken_many_at_once() throws Exception {
        try (JdbcStores stores = JdbcStores.of(MariaDbDatabase.MARIADB.fresh())) {
            List<Callable<Void>> senders = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Append append = Append.by(Notes.ALICE).add("note/" + i, Notes.NOTED, Map.of("text", LARGEST));
                senders.add(() -> {
                    stores.journal().append(append);
                    return null;
                });
            }
            Notes.together(senders);
            assertThat(stores.journal().head().position()).isEqualTo(24);
        }
    }

    @Test
    void content_that_the_server_does_not_take_at_once_is_refused_with_what_to_set() throws Exception {
        DataSource dataSource = MariaDbDatabase.MARIADB.fresh();
        byte[] bytes = new byte[20_000_000];
        new Random(7).nextBytes(bytes); // any bytes, many of which are escaped
        try (JdbcStores stores = JdbcStores.of(dataSource);
                Db db = new Db(dataSource, new Tables(Dialect.MARIADB, "aiops_"), Waits.DEFAULT, null)) {
            stores.open();
            assertThat(insert(db, "ten", Arrays.copyOf(bytes, 10_000_000))).isEqualTo(1);
            assertThatThrownBy(() -> insert(db, "twenty", bytes))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("raise max_allowed_packet");
            assertThat(insert(db, "small", new byte[10])).isEqualTo(1);
        }
        assertThat(Databases.ask(dataSource, "SELECT GROUP_CONCAT(LENGTH(content) ORDER BY id) FROM aiops_record"))
                .isEqualTo("10,10000000");
    }

    private static int insert(Db db, String id, byte[] content) {
        return db.write(
                "while working on records",
                tx -> tx.update(
                        "INSERT INTO {p}record (kind, id, time_nanos, content) VALUES ('large', ?, 0, ?)",
                        id,
                        content));
    }
}
