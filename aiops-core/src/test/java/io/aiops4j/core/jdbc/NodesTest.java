package io.aiops4j.core.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.StaleAppendException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes on one database. */
@ParameterizedClass
@MethodSource("io.aiops4j.core.jdbc.Databases#shared")
final class NodesTest {

    private final SharedDatabase database;
    private DataSource dataSource;
    private FaultySource slow;
    private JdbcStores one;
    private JdbcStores two;

    NodesTest(SharedDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() throws Exception {
        dataSource = database.fresh();
        slow = new FaultySource(dataSource);
        one = JdbcStores.of(slow.dataSource());
        two = JdbcStores.of(dataSource);
        // both at once: one of them creates the tables
        Notes.together(List.of(one::open, two::open));
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void what_both_append_has_positions_without_a_gap_and_a_follower_misses_nothing() throws Exception {
        int writers = 8;
        int appends = 60;
        AtomicInteger writing = new AtomicInteger(writers);
        List<Entry> followed = new ArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            JdbcStores node = writer % 2 == 0 ? one : two;
            String stream = "note/" + writer;
            tasks.add(() -> {
                try {
                    for (int i = 0; i < appends; i++) {
                        node.journal()
                                .append(Notes.note(stream).require(stream, i).add("note/all", Notes.NOTED, "x"));
                    }
                } finally {
                    writing.decrementAndGet();
                }
                return null;
            });
        }
        tasks.add(() -> {
            JournalReader reader = new JournalReader(two.journal());
            long position = 0;
            boolean last;
            do {
                last = writing.get() == 0;
                position = reader.follow(position, followed::add);
            } while (!last);
            return null;
        });
        Notes.together(tasks);
        assertThat(followed)
                .extracting(Entry::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 2L * writers * appends)
                        .boxed()
                        .toList());
        assertThat(followed)
                .isEqualTo(Notes.followed(one, 0))
                .extracting(Entry::time)
                .isSorted();
        assertThat(new JournalReader(one.journal()).verify(two.journal().head()).intact())
                .isTrue();
    }

    @Test
    void each_precondition_has_one_winner_among_all_nodes() throws Exception {
        for (int round = 0; round < 10; round++) {
            String stream = "run/" + round;
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                JdbcStores node = i % 2 == 0 ? one : two;
                racers.add(() -> {
                    try {
                        node.journal().append(Notes.note(stream).require(stream, 0));
                        return true;
                    } catch (StaleAppendException lost) {
                        return false;
                    }
                });
            }
            assertThat(Notes.together(racers)).containsOnlyOnce(true);
        }
        assertThat(one.journal().head().position()).isEqualTo(10);
    }

    @Test
    void one_append_sent_through_both_nodes_is_written_once() throws Exception {
        List<Callable<List<Entry>>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JdbcStores node = i % 2 == 0 ? one : two;
            senders.add(() -> node.journal().append(Notes.note("note/1").identified("append-1")));
        }
        assertThat(new HashSet<>(Notes.together(senders))).hasSize(1);
        assertThat(two.journal().head().position()).isEqualTo(1);
    }

    @Test
    void a_lease_is_one_nodes_until_it_expires_by_the_databases_clock() {
        Lease first =
                one.leases().acquire("learning", "one", Duration.ofMillis(300)).orElseThrow();
        assertThat(two.leases().acquire("learning", "two", Duration.ofHours(1))).isEmpty();
        one.leases().advance(first, 5);
        Optional<Lease> next = Optional.empty();
        while (next.isEmpty()) {
            next = two.leases().acquire("learning", "two", Duration.ofHours(1));
        }
        assertThat(next.get().fence()).isGreaterThan(first.fence());
        assertThat(two.leases().cursor("learning")).isEqualTo(5);
        assertThatThrownBy(() -> one.journal().append(Notes.note("note/1").fenced(first)))
                .isInstanceOf(StaleAppendException.class);
        assertThatThrownBy(() -> one.leases().advance(first, 6)).isInstanceOf(StaleAppendException.class);
        two.journal().append(Notes.note("note/1").fenced(next.get()));
    }

    @Test
    void no_fenced_append_is_behind_the_first_of_its_successor() throws Exception {
        for (int round = 0; round < 8; round++) {
            String name = "work-" + round;
            String stream = "work/" + round;
            Lease first = one.leases().acquire(name, "one", Duration.ofHours(1)).orElseThrow();
            Notes.together(List.<Callable<Void>>of(
                    () -> {
                        try {
                            while (true) {
                                one.journal().append(Notes.note(stream).fenced(first));
                            }
                        } catch (StaleAppendException passedOn) {
                            return null;
                        }
                    },
                    () -> {
                        one.leases().release(first);
                        Lease next = two.leases()
                                .acquire(name, "two", Duration.ofHours(1))
                                .orElseThrow();
                        two.journal().append(Notes.note(stream).fenced(next).identified(name));
                        return null;
                    }));
            List<Entry> last = two.journal().append(Notes.note(stream).identified(name));
            assertThat(one.journal().read(stream, last.get(0).version(), 10)).isEmpty();
        }
    }

    /** Before node one commits, the task begins on another thread; says whether it could end before the commit. */
    private boolean endsBeforeTheCommit(Runnable task, Runnable committed) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            AtomicReference<Future<?>> begun = new AtomicReference<>();
            AtomicBoolean ended = new AtomicBoolean();
            slow.beforeCommit(() -> {
                begun.set(thread.submit(task));
                while (!begun.get().isDone() && !somebodyWaits()) {
                    Thread.onSpinWait();
                }
                ended.set(begun.get().isDone());
            });
            committed.run();
            begun.get().get(30, TimeUnit.SECONDS);
            return ended.get();
        } finally {
            thread.shutdownNow();
        }
    }

    private boolean somebodyWaits() {
        try {
            return database.isAnybodyWaiting(dataSource);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_lease_does_not_pass_on_between_the_check_of_its_fence_and_the_commit() throws Exception {
        Lease first =
                one.leases().acquire("learning", "one", Duration.ofHours(1)).orElseThrow();
        assertThat(endsBeforeTheCommit(
                        () -> two.leases().release(first),
                        () -> one.journal().append(Notes.note("note/1").fenced(first))))
                .isFalse();
    }

    @Test
    void no_node_appends_between_the_check_of_another_and_its_commit() throws Exception {
        assertThat(endsBeforeTheCommit(
                        () -> two.journal().append(Notes.note("note/2")),
                        () -> one.journal().append(Notes.note("note/1").require("note/2", 0))))
                .isFalse();
        assertThat(Notes.followed(two, 0)).extracting(Entry::stream).containsExactly("note/1", "note/2");
    }
}
