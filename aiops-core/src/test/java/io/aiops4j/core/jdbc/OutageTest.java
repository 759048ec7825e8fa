package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The database goes and comes back. */
@ParameterizedClass
@MethodSource("io.aiops4j.core.jdbc.Databases#shared")
final class OutageTest {

    // patient on a busy machine, except with what the tests let run out
    static final Waits WAITS =
            new Waits(Waits.CALLER, Waits.STATEMENT, Duration.ofMillis(500), Waits.IDLE, Duration.ofSeconds(1));

    private final SharedDatabase database;
    private DataSource dataSource;
    private FaultySource faulty;
    private JdbcStores stores;

    OutageTest(SharedDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() throws Exception {
        dataSource = database.fresh();
        faulty = new FaultySource(dataSource);
        stores = JdbcStores.of(faulty.dataSource()).waits(WAITS);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    static List<Entry> appendOnceBack(JdbcStores stores, String id) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return stores.journal().append(Notes.note("note/1").identified(id));
            } catch (AiopsException notYet) {
                assertThat(System.nanoTime()).as(notYet.getMessage()).isLessThan(deadline);
            }
        }
    }

    @Test
    void a_connection_that_died_between_two_appends_is_not_noticed() throws Exception {
        stores.journal().append(Notes.note("note/1"));
        database.endConnections(dataSource);
        stores.journal().append(Notes.note("note/1"));
        assertThat(Notes.followed(stores, 0)).hasSize(2);
    }

    @Test
    void connections_that_die_under_load_cost_no_acknowledged_entry_and_repeat_none() throws Exception {
        AtomicInteger rounds = new AtomicInteger(5);
        List<Callable<List<Entry>>> tasks = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int number = writer;
            tasks.add(() -> {
                List<Entry> acknowledged = new ArrayList<>();
                for (int i = 0; rounds.get() > 0; i++) {
                    acknowledged.addAll(appendOnceBack(stores, number + "-" + i));
                }
                return acknowledged;
            });
        }
        tasks.add(() -> {
            while (rounds.get() > 0) {
                long before = stores.journal().head().position();
                while (stores.journal().head().position() < before + 20) {
                    Thread.onSpinWait();
                }
                try {
                    database.endConnections(dataSource);
                } finally {
                    rounds.decrementAndGet();
                }
            }
            return List.of();
        });
        List<Entry> acknowledged =
                Notes.together(tasks).stream().flatMap(List::stream).toList();
        assertThat(Notes.followed(stores, 0)).hasSameSizeAs(acknowledged).containsAll(acknowledged);
        assertThat(new JournalReader(stores.journal()).verify().intact()).isTrue();
    }

    @Test
    void while_it_is_gone_everything_says_so_at_once_and_afterwards_goes_on() {
        stores.journal().append(Notes.note("note/1").identified("before"));
        faulty.gone(true);
        faulty.next(FaultySource.Fault.BEFORE_THE_COMMIT);
        assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1"))).isInstanceOf(AiopsException.class);
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("tried again by itself");
        }
        // it backs off: most of those were answered without asking
        assertThat(faulty.knocks()).isLessThan(100);
        assertThatThrownBy(() -> stores.journal().head()).isInstanceOf(AiopsException.class);
        assertThatThrownBy(() -> stores.leases().acquire("learning", "one", Duration.ofHours(1)))
                .isInstanceOf(AiopsException.class);
        faulty.gone(false);
        assertThat(stores.journal().head().position()).isEqualTo(1);
        appendOnceBack(stores, "after");
        assertThat(Notes.followed(stores, 0)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(FaultySource.Fault.class)
    void a_commit_whose_answer_got_lost_is_looked_up_and_not_repeated(FaultySource.Fault fault) {
        stores.journal().append(Notes.note("note/1"));
        faulty.next(fault);
        List<Entry> written = stores.journal().append(Notes.note("note/1").require("note/1", 1));
        assertThat(written).extracting(Entry::position).containsExactly(2L);
        assertThat(Notes.followed(stores, 1)).isEqualTo(written);
        assertThat(stores.journal().append(Notes.note("note/1").require("note/1", 2)))
                .hasSize(1);
    }

    @Test
    void a_commit_that_cannot_be_looked_up_is_said_to_be_unknown_and_its_id_tells_later() {
        stores.journal().append(Notes.note("note/1"));
        faulty.next(FaultySource.Fault.BEHIND_THE_COMMIT);
        faulty.gone(true);
        assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1").identified("append-1")))
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("not known")
                .hasMessageContaining("append id");
        faulty.gone(false);
        assertThat(appendOnceBack(stores, "append-1"))
                .extracting(Entry::position)
                .containsExactly(2L);
    }

    @Test
    void rows_that_somebody_holds_are_waited_for_only_so_long() throws Exception {
        stores.journal().append(Notes.note("note/1"));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT * FROM aiops_head FOR UPDATE");
            assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                    .isInstanceOf(AiopsException.class)
                    .hasMessageContaining("held the rows for too long");
            // readers do not care
            assertThat(stores.journal().head().position()).isEqualTo(1);
            connection.rollback();
        }
        stores.journal().append(Notes.note("note/1"));
        assertThat(Notes.followed(stores, 0)).hasSize(2);
    }

    @Test
    void closing_keeps_its_deadline_also_while_the_database_hangs() throws Exception {
        stores.journal().append(Notes.note("note/1"));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT * FROM aiops_head FOR UPDATE");
            Thread waiting =
                    new Thread(() -> assertThatThrownBy(() -> stores.journal().append(Notes.note("note/1")))
                            .isInstanceOf(AiopsException.class));
            waiting.start();
            long start = System.nanoTime();
            stores.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            waiting.join();
        }
        assertThatThrownBy(() -> stores.journal())
                .isInstanceOf(AiopsException.class)
                .hasMessageContaining("closed");
    }
}
