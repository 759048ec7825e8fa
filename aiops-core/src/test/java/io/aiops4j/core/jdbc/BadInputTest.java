package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** What no database keeps is refused before it gets there, and costs nobody else anything. */
final class BadInputTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private record Doc(String id, Instant time, Map<String, String> fields, String text) {}

    private static final RecordCodec<Doc> CODEC = new RecordCodec<>() {
        @Override
        public RecordIndex index(Doc doc) {
            return new RecordIndex(doc.id(), doc.time(), doc.fields(), "", null, Map.of());
        }

        @Override
        public String encode(Doc doc) {
            return doc.text();
        }

        @Override
        public Doc decode(String text) {
            return new Doc("", Instant.EPOCH, Map.of(), text);
        }
    };

    private JdbcStores stores;

    private JdbcStores open(Database database) throws Exception {
        stores = JdbcStores.of(database.fresh());
        return stores;
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static void assertRefused(ThrowingCallable call, String says) {
        assertThatThrownBy(call).isInstanceOf(AiopsException.class).hasMessageContaining(says);
    }

    @OnEachDatabase
    void names_that_no_column_keeps_are_refused_and_nothing_is_written(Database database) throws Exception {
        open(database);
        for (String bad : List.of("note/\0", "note/\uD83D", "note/\uDD25")) {
            assertRefused(() -> stores.journal().append(Notes.note(bad)), "half a character");
            assertRefused(() -> stores.journal().append(Notes.note("note/1").require(bad, 0)), "half a character");
            assertRefused(() -> stores.journal().append(Notes.note("note/1").identified(bad)), "half a character");
            assertRefused(() -> stores.leases().acquire(bad, "one", Duration.ofHours(1)), "half a character");
            assertRefused(() -> stores.leases().acquire("learning", bad, Duration.ofHours(1)), "half a character");
        }
        String longest = "x".repeat(Names.LONGEST);
        stores.journal().append(Notes.note(longest).require(longest, 0).identified(longest));
        assertRefused(() -> stores.journal().append(Notes.note(longest + "x")), "501 characters");
        assertThat(stores.journal().head().position()).isEqualTo(1);
    }

    @OnEachDatabase
    void a_stale_append_fails_alone_in_its_batch(Database database) throws Exception {
        open(database);
        stores.journal().append(Notes.note("note/stale"));
        List<Callable<List<Entry>>> senders = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Append append = i % 2 == 0
                    ? Notes.note("note/" + i).require("note/" + i, 0)
                    : Notes.note("note/" + i).require("note/stale", 0);
            senders.add(() -> {
                try {
                    return stores.journal().append(append);
                } catch (StaleAppendException stale) {
                    return List.of();
                }
            });
        }
        assertThat(Notes.together(senders).stream().flatMap(List::stream)).hasSize(32);
        assertThat(Notes.followed(stores, 0)).hasSize(33);
    }

    @OnEachDatabase
    void records_keep_every_text_and_are_found_by_every_value(Database database) throws Exception {
        RecordStore<Doc> docs = open(database).records("doc", CODEC);
        String large = "0123456789".repeat(1 << 20);
        List<String> values = List.of("", "\0", "\uD83D", "x".repeat(100_000), "\uD83D\uDD25", "'; --", "A", "a");
        for (int i = 0; i < values.size(); i++) {
            docs.save(new Doc("doc-" + i, TIME, Map.of("value", values.get(i)), "text \0 of " + i));
        }
        docs.save(new Doc("large", TIME, Map.of(), large));
        for (int i = 0; i < values.size(); i++) {
            Page<Doc> page = docs.find(Query.all().where("value", values.get(i)));
            assertThat(page.records()).extracting(Doc::text).containsExactly("text \0 of " + i);
        }
        Page<Doc> last = docs.find(Query.all().limit(1));
        while (last.next() != null) {
            last = docs.find(Query.all().limit(1).after(last.next()));
        }
        assertThat(last.records().get(0).text()).isEqualTo(large);
    }

    @OnEachDatabase
    void records_that_cannot_be_kept_are_refused(Database database) throws Exception {
        RecordStore<Doc> docs = open(database).records("doc", CODEC);
        assertRefused(() -> docs.save(new Doc("\0", TIME, Map.of(), "")), "record's id");
        assertRefused(() -> docs.save(new Doc("", TIME, Map.of(), "")), "record's id");
        assertRefused(() -> docs.save(new Doc("x".repeat(201), TIME, Map.of(), "")), "201 characters");
        for (Instant bad : List.of(Instant.MIN, Instant.MAX, Instant.parse("9999-12-31T00:00:00Z"))) {
            assertRefused(() -> docs.save(new Doc("a", bad, Map.of(), "")), "cannot be stored");
        }
        assertRefused(() -> stores.records("x".repeat(201), CODEC), "record's kind");
        assertThat(docs.find(Query.all()).records()).isEmpty();
        docs.save(new Doc("a", TIME, Map.of(), ""));
        assertThat(docs.purge(TIME)).isZero();
        assertThat(docs.purge(TIME.plusNanos(1))).isEqualTo(1);
        assertThat(docs.purge(Instant.MAX)).isZero();
    }

    @OnEachDatabase
    void records_of_one_id_that_are_saved_at_once_end_as_one_of_them(Database database) throws Exception {
        RecordStore<Doc> docs = open(database).records("doc", CODEC);
        List<Callable<Void>> savers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String n = "n" + i;
            savers.add(() -> {
                docs.save(new Doc("same", TIME, Map.of("n", n), n));
                return null;
            });
        }
        Notes.together(savers);
        String kept = docs.find(Query.all()).records().get(0).text();
        assertThat(docs.find(Query.all().where("n", kept)).records()).hasSize(1);
        assertThat(docs.erase(List.of("same"))).isEqualTo(1);
        assertThat(docs.find(Query.all().where("n", kept)).records()).isEmpty();
    }

    @OnEachDatabase
    void purging_takes_as_many_steps_as_it_needs(Database database) throws Exception {
        RecordStore<Doc> docs = open(database).records("doc", CODEC);
        List<Callable<Void>> savers = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int first = thread * 130;
            savers.add(() -> {
                for (int i = first; i < first + 130; i++) {
                    docs.save(new Doc("doc-" + i, TIME, Map.of("n", "same"), ""));
                }
                return null;
            });
        }
        Notes.together(savers);
        assertThat(docs.purge(TIME.plusSeconds(1))).isEqualTo(520);
        assertThat(docs.find(Query.all().where("n", "same")).records()).isEmpty();
    }
}
