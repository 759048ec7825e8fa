package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.Actor;
import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Erasure;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.JournalReader;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.Selector;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.stores.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What stores should answer, in the fewest words: it predicts each answer and then looks at the one given. */
final class StoresModel {

    /** One thing to ask; numbers stand for names, and for what was given before, whatever there is of it by then. */
    sealed interface Operation
            permits Write, Read, Erase, Acquire, Release, Advance, PassOn, Tick, Reopen, RecordsModel.Operation {}

    enum Condition {
        NONE,
        RIGHT,
        RIGHT_ON_ANOTHER_STREAM,
        TOO_LOW,
        TOO_HIGH_ON_ANOTHER_STREAM
    }

    record Write(List<Integer> streams, Condition condition, int lease, int id, boolean authority)
            implements Operation {}

    record Read(int stream, int after, int limit) implements Operation {}

    record Erase(List<Integer> positions, Condition condition) implements Operation {}

    record Acquire(int name, int holder) implements Operation {}

    record Release(int lease) implements Operation {}

    record Advance(int lease, int position) implements Operation {}

    record PassOn(int name, int holder) implements Operation {}

    record Tick(int milliseconds) implements Operation {}

    record Reopen() implements Operation {}

    private static final EntryType NOTED = EntryType.of("note.taken", 1);
    private static final EntryType GRANTED = EntryType.authority("right.granted", 1);
    // so long that no sequence of ticks lets it expire
    private static final Duration LONG = Duration.ofDays(100);
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final class Row {
        String holder = "";
        long fence;
        long highest;
        long cursor;
    }

    private final SettableClock clock;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Entry>> identified = new HashMap<>();
    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Lease> given = new ArrayList<>();
    private final RecordsModel records = new RecordsModel();
    private int written;

    StoresModel(SettableClock clock) {
        this.clock = clock;
    }

    Head head() {
        Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        return last == null ? Head.EMPTY : new Head(last.position(), last.hash());
    }

    void apply(Operation operation, Stores stores) {
        Journal journal = stores.journal();
        Leases leases = stores.leases();
        if (operation instanceof Write write) {
            write(write, journal);
        } else if (operation instanceof Read read) {
            read(read, journal);
        } else if (operation instanceof Erase erase) {
            erase(erase, journal);
        } else if (operation instanceof Acquire acquire) {
            acquire(acquire, leases);
        } else if (operation instanceof Release release && !given.isEmpty()) {
            release(lease(release.lease()), leases);
        } else if (operation instanceof Advance advance && !given.isEmpty()) {
            advance(lease(advance.lease()), advance.position(), leases);
        } else if (operation instanceof PassOn passOn) {
            passOn(passOn, leases);
        } else if (operation instanceof Tick tick) {
            clock.advance(Duration.ofMillis(tick.milliseconds()));
        } else if (operation instanceof RecordsModel.Operation asked) {
            records.apply(asked, stores);
        } else if (operation instanceof Reopen) {
            compareAll(stores);
        }
        assertThat(journal.head()).isEqualTo(head());
    }

    void compareAll(Stores stores) {
        Journal journal = stores.journal();
        assertThat(journal.readAll(0, entries.size() + 10)).isEqualTo(entries);
        assertThat(entries).extracting(Entry::time).isSorted();
        assertThat(new JournalReader(journal).verify(head()).intact()).isTrue();
        for (int stream = 0; stream <= 3; stream++) {
            assertThat(new JournalReader(journal).stream(stream(stream))).isEqualTo(of(stream(stream)));
        }
        rows.forEach((name, row) -> assertThat(stores.leases().cursor(name)).isEqualTo(row.cursor));
        records.compareAll(stores);
    }

    private static String stream(int number) {
        return "note/" + number;
    }

    private List<Entry> of(String stream) {
        return entries.stream().filter(entry -> entry.stream().equals(stream)).toList();
    }

    private long version(String stream) {
        return of(stream).size();
    }

    private Append on(Append append, Condition condition, String own) {
        String other = own.equals(stream(3)) ? stream(2) : stream(3);
        return switch (condition) {
            case NONE -> append;
            case RIGHT -> append.require(own, version(own));
            case RIGHT_ON_ANOTHER_STREAM -> append.require(own, version(own)).require(other, version(other));
            case TOO_LOW -> append.require(own, version(own) - 1).require(other, version(other));
            case TOO_HIGH_ON_ANOTHER_STREAM -> append.require(own, version(own)).require(other, version(other) + 1);
        };
    }

    private void write(Write write, Journal journal) {
        Append append = on(
                Append.by(Actor.person("alice")),
                write.condition(),
                stream(write.streams().get(0)));
        for (int stream : write.streams()) {
            append = append.add(stream(stream), write.authority() ? GRANTED : NOTED, Map.of("n", written++));
        }
        if (write.lease() >= 0 && !given.isEmpty()) {
            append = append.fenced(lease(write.lease()));
        }
        if (write.id() > 0) {
            append = append.identified("append-" + write.id());
        }
        Append asked = append;
        List<Entry> before = identified.get(String.valueOf(asked.id()));
        if (before != null) {
            // what was erased meanwhile may be given back either way
            assertThat(journal.append(asked))
                    .extracting(Entry::hash)
                    .isEqualTo(before.stream().map(Entry::hash).toList());
        } else if (stale(asked).isEmpty()) {
            List<Entry> result = take(journal.append(asked), asked);
            if (asked.id() != null) {
                identified.put(asked.id(), result);
            }
        } else {
            assertRefused(asked, () -> journal.append(asked));
        }
    }

    private void assertRefused(Append append, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StaleAppendException.class,
                        refused -> assertThat(refused.stream()).isIn(stale(append)));
    }

    private Set<String> stale(Append append) {
        Set<String> stale = new HashSet<>();
        append.requires().forEach((stream, version) -> {
            if (version != version(stream)) {
                stale.add(stream);
            }
        });
        append.fences().forEach((name, fence) -> {
            if (!holds(name, fence)) {
                stale.add(StaleAppendException.lease(name));
            }
        });
        return stale;
    }

    private List<Entry> take(List<Entry> result, Append append) {
        assertThat(result).hasSize(append.items().size());
        Instant time = entries.isEmpty()
                ? Instant.MIN
                : entries.get(entries.size() - 1).time();
        for (int i = 0; i < result.size(); i++) {
            Entry entry = result.get(i);
            Append.Item item = append.items().get(i);
            assertThat(entry.position()).isEqualTo(entries.size() + 1);
            assertThat(entry.stream()).isEqualTo(item.stream());
            assertThat(entry.version()).isEqualTo(version(item.stream()) + 1);
            assertThat(entry.type()).isEqualTo(item.type());
            assertThat(entry.payload().bytes()).isEqualTo(item.payload());
            assertThat(entry.time())
                    .isAfterOrEqualTo(time)
                    .isEqualTo(result.get(0).time());
            entries.add(entry);
        }
        return result;
    }

    private void read(Read read, Journal journal) {
        if (read.stream() < 0) {
            assertThat(journal.readAll(read.after(), read.limit())).isEqualTo(page(entries, read));
        } else {
            String stream = stream(read.stream());
            assertThat(journal.read(stream, read.after(), read.limit())).isEqualTo(page(of(stream), read));
        }
    }

    private static List<Entry> page(List<Entry> all, Read read) {
        return all.stream().skip(read.after()).limit(read.limit()).toList();
    }

    private void erase(Erase erase, Journal journal) {
        List<Long> positions = erase.positions().stream().map(Long::valueOf).toList();
        Erasure erasure = new Erasure(Selector.actor(Actor.person("alice")), "round " + written++, positions);
        Append receipt = on(Append.by(Actor.person("bob")), erase.condition(), stream(0))
                .add(Erasure.STREAM, Erasure.ERASED, erasure);
        boolean erasable = positions.stream()
                .allMatch(position -> position >= 1
                        && position <= entries.size()
                        && !entries.get((int) (position - 1)).type().authority());
        if (!erasable) {
            assertThatThrownBy(() -> journal.erase(positions, receipt)).isInstanceOf(AiopsException.class);
        } else if (!stale(receipt).isEmpty()) {
            assertRefused(receipt, () -> journal.erase(positions, receipt));
        } else {
            take(journal.erase(positions, receipt), receipt);
            for (long position : positions) {
                entries.set((int) position - 1, entries.get((int) position - 1).erased());
            }
        }
    }

    private static String name(int number) {
        return "work-" + number;
    }

    private static String holder(int number) {
        return "node-" + number;
    }

    private Row row(String name) {
        return rows.computeIfAbsent(name, unknown -> new Row());
    }

    private Lease lease(int number) {
        return given.get(number % given.size());
    }

    private boolean holds(String name, long fence) {
        Row row = row(name);
        return !row.holder.isEmpty() && row.fence == fence;
    }

    private void acquire(Acquire acquire, Leases leases) {
        Row row = row(name(acquire.name()));
        String holder = holder(acquire.holder());
        Optional<Lease> lease = leases.acquire(name(acquire.name()), holder, LONG);
        if (row.holder.isEmpty()) {
            take(lease.orElseThrow(), holder);
        } else if (row.holder.equals(holder)) {
            assertThat(lease.orElseThrow().fence()).isEqualTo(row.fence);
            given.add(lease.get());
        } else {
            assertThat(lease).isEmpty();
        }
    }

    private void take(Lease lease, String holder) {
        Row row = row(lease.name());
        assertThat(lease.holder()).isEqualTo(holder);
        assertThat(lease.fence()).isGreaterThan(row.highest);
        row.holder = holder;
        row.fence = lease.fence();
        row.highest = lease.fence();
        given.add(lease);
    }

    private void release(Lease lease, Leases leases) {
        leases.release(lease);
        if (holds(lease.name(), lease.fence())) {
            row(lease.name()).holder = "";
        }
    }

    private void advance(Lease lease, long position, Leases leases) {
        Row row = row(lease.name());
        if (holds(lease.name(), lease.fence())) {
            leases.advance(lease, position);
            row.cursor = Math.max(row.cursor, position);
        } else {
            assertThatThrownBy(() -> leases.advance(lease, position)).isInstanceOf(StaleAppendException.class);
        }
        assertThat(leases.cursor(lease.name())).isEqualTo(row.cursor);
    }

    // the holder lets it expire, and another waits for that
    private void passOn(PassOn passOn, Leases leases) {
        String name = name(passOn.name());
        Row row = row(name);
        String next = holder(passOn.holder());
        if (row.holder.isEmpty() || row.holder.equals(next)) {
            return;
        }
        assertThat(leases.acquire(name, row.holder, SHORT)).isPresent();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Lease> lease = leases.acquire(name, next, LONG);
        while (lease.isEmpty() && System.nanoTime() < deadline) {
            clock.advance(Duration.ofMillis(1));
            Thread.onSpinWait();
            lease = leases.acquire(name, next, LONG);
        }
        take(lease.orElseThrow(), next);
    }
}
