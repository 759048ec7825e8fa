package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Tables of version 1, filled as version 1 filled them, are brought up to date with all that is in them. */
final class MigrationTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Job(String id, long second, String queue, String error) {}

    private static final RecordCodec<Job> CODEC = new RecordCodec<>() {
        @Override
        public RecordIndex index(Job job) {
            return RecordIndex.of(job.id(), START.plusSeconds(job.second()))
                    .with("queue", job.queue())
                    .text(job.error())
                    .tally(job.queue(), Map.of("runs", 1L));
        }

        @Override
        public String encode(Job job) {
            return job.id() + "," + job.second() + "," + job.queue() + "," + job.error();
        }

        @Override
        public Job decode(String text) {
            String[] parts = text.split(",", 4);
            return new Job(parts[0], Long.parseLong(parts[1]), parts[2], parts[3]);
        }
    };

    private static void run(DataSource dataSource, int from, int to) throws Exception {
        Dialect dialect = Dialect.of(Databases.productName(dataSource));
        Databases.execute(
                dataSource,
                new Ddl(new Tables(dialect, "aiops_"), from, to).statements().toArray(new String[0]));
    }

    private static void insert(DataSource dataSource, String sql, Object... values) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static long nanos(long second) {
        return Nanos.of(START.plusSeconds(second));
    }

    /** A database as version 1 left it: three entries, a lease and thirty records. */
    private static List<Entry> version1(DataSource dataSource) throws Exception {
        run(dataSource, 0, 1);
        Head head = Head.EMPTY;
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            long version = i;
            Entry entry = Chain.link(head, Notes.note("note/1"), stream -> version - 1, START, new Random(i))
                    .get(0);
            insert(
                    dataSource,
                    "INSERT INTO aiops_entry (position, stream, version, type_name, type_version, critical, authority,"
                            + " time_nanos, actor, client, causes, commitment, hash, mac)"
                            + " VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?, '', ?, ?, NULL)",
                    entry.position(),
                    entry.stream(),
                    entry.version(),
                    entry.type().name(),
                    entry.type().version(),
                    Nanos.of(entry.time()),
                    entry.actor().toString(),
                    entry.client().id(),
                    entry.commitment().hex(),
                    entry.hash().hex());
            insert(
                    dataSource,
                    "INSERT INTO aiops_payload (position, salt, content) VALUES (?, ?, ?)",
                    entry.position(),
                    entry.payload().salt(),
                    entry.payload().bytes());
            head = new Head(entry.position(), entry.hash());
            entries.add(entry);
        }
        insert(dataSource, "INSERT INTO aiops_stream (stream, version) VALUES ('note/1', 3)");
        insert(
                dataSource,
                "UPDATE aiops_head SET position = 3, hash = ?, time_nanos = ? WHERE id = 1",
                head.hash().hex(),
                nanos(0));
        insert(
                dataSource,
                "INSERT INTO aiops_lease (name, holder, fence, expires_nanos, reached) VALUES ('learning', NULL, 7, 0, 3)");
        for (int i = 0; i < 30; i++) {
            Job job = job(i);
            insert(
                    dataSource,
                    "INSERT INTO aiops_record (kind, id, time_nanos, content) VALUES ('job', ?, ?, ?)",
                    job.id(),
                    nanos(i),
                    CODEC.encode(job).getBytes(StandardCharsets.UTF_8));
            insert(
                    dataSource,
                    "INSERT INTO aiops_record_field (kind, id, name, field_value, time_nanos)"
                            + " VALUES ('job', ?, 'queue', ?, ?)",
                    job.id(),
                    job.queue(),
                    nanos(i));
        }
        return entries;
    }

    private static Job job(int i) {
        return new Job("job-" + (10 + i), i, i % 3 == 0 ? "mail" : "print", "connection refused");
    }

    private static void assertEverythingIsThere(JdbcStores stores, List<Entry> entries) {
        assertThat(stores.journal().readAll(0, 10)).isEqualTo(entries);
        assertThat(new JournalReader(stores.journal()).verify().intact()).isTrue();
        assertThat(stores.leases().cursor("learning")).isEqualTo(3);
        RecordStore<Job> jobs = stores.records("job", CODEC);
        assertThat(jobs.find(Query.all()).records()).hasSize(30).first().isEqualTo(job(29));
        assertThat(jobs.find(Query.all().where("queue", "mail").limit(4)).records())
                .containsExactly(job(27), job(24), job(21), job(18));
        assertThat(jobs.find(Query.all().since(START.plusSeconds(5)).before(START.plusSeconds(7)))
                        .records())
                .containsExactly(job(6), job(5));
        assertThat(jobs.find(Query.all().text("refused")).records()).isEmpty();
        assertThat(jobs.tally("mail")).isEmpty();
    }

    @OnEachDatabase
    void what_version_1_wrote_is_there_and_works_on(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        List<Entry> entries = version1(dataSource);
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            assertEverythingIsThere(stores, entries);
            RecordStore<Job> jobs = stores.records("job", CODEC);
            // an old one is found by words once it is saved again, and counts for nothing: it was there
            jobs.save(List.of(job(3), new Job("new", 99, "mail", "disk full")));
            assertThat(jobs.find(Query.all().text("refused")).records()).containsExactly(job(3));
            assertThat(jobs.find(Query.all().text("full").where("queue", "mail"))
                            .records())
                    .hasSize(1);
            assertThat(jobs.tally("mail")).isEqualTo(Map.of("runs", 1L));
            assertThat(jobs.erase(List.of("job-13"))).isEqualTo(1);
            assertThat(jobs.purge(START.plusSeconds(3))).isEqualTo(3);
            stores.journal().append(Notes.note("note/1").require("note/1", 3));
            assertThat(stores.journal().head().position()).isEqualTo(4);
        }
        try (JdbcStores stores = JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE)) {
            assertThat(new JournalReader(stores.journal()).verify().intact()).isTrue();
            assertThat(stores.records("job", CODEC).tally("mail")).isEqualTo(Map.of("runs", 1L));
        }
    }

    @OnEachDatabase
    void a_check_refuses_version_1_and_says_what_to_print(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        List<Entry> entries = version1(dataSource);
        String call = "JdbcStores.ddl(\"" + Databases.productName(dataSource) + "\", \"aiops_\", 1)";
        JdbcStores refused = JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE);
        assertThatThrownBy(refused::open)
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("have version 1")
                .hasMessageContaining("needs 2")
                .hasMessageContaining(call)
                .hasMessageContaining("SchemaMode.CREATE");
        assertThat(Databases.ask(dataSource, "SELECT version FROM aiops_schema_version"))
                .isEqualTo("1");
        run(dataSource, 1, Ddl.VERSION); // what the DBA printed
        try (JdbcStores stores = JdbcStores.of(dataSource).schema(SchemaMode.VALIDATE)) {
            assertEverythingIsThere(stores, entries);
        }
    }

    @OnEachDatabase
    void several_nodes_that_start_at_once_migrate_once(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        List<Entry> entries = version1(dataSource);
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(() -> {
                try (JdbcStores stores = JdbcStores.of(dataSource)) {
                    assertEverythingIsThere(stores, entries);
                    return true;
                }
            });
        }
        assertThat(Notes.together(nodes)).containsOnly(true);
        assertThat(Databases.ask(dataSource, "SELECT version FROM aiops_schema_version"))
                .isEqualTo("2");
    }

    @OnEachDatabase
    void what_an_earlier_node_left_behind_is_no_hindrance(Database database) throws Exception {
        DataSource dataSource = database.fresh();
        try (JdbcStores stores = JdbcStores.of(dataSource)) {
            RecordStore<Job> jobs = stores.records("job", CODEC);
            jobs.save(job(1));
            // as version 1 erases: it knows no words
            Databases.execute(dataSource, "DELETE FROM aiops_record", "DELETE FROM aiops_record_field");
            assertThat(jobs.find(Query.all().text("refused")).records()).isEmpty();
            jobs.save(new Job(job(1).id(), 1, "mail", "refused again"));
            assertThat(jobs.find(Query.all().text("refused")).records()).hasSize(1);
            assertThat(jobs.find(Query.all().text("connection")).records()).isEmpty();
        }
    }

    @Test
    void what_a_dba_prints_for_all_is_what_each_version_adds() {
        for (Dialect dialect : Dialect.values()) {
            String product = dialect.productName();
            String all = JdbcStores.ddl(product, "ops_");
            assertThat(JdbcStores.ddl(product, "ops_", 0)).isEqualTo(all);
            assertThat(all).endsWith(JdbcStores.ddl(product, "ops_", 1)).contains("INSERT INTO ops_schema_version");
            assertThat(JdbcStores.ddl(product, "ops_", 1))
                    .contains("ops_record_word")
                    .doesNotContain("ops_entry");
            assertThat(JdbcStores.ddl(product, "ops_", 2)).isEmpty();
            for (int wrong : List.of(-1, 3)) {
                assertThatThrownBy(() -> JdbcStores.ddl(product, "ops_", wrong))
                        .isInstanceOf(AiopsException.class)
                        .hasMessageContaining("no schema version " + wrong);
            }
        }
    }
}
