package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.testkit.JournalContract;
import io.aiops4j.core.testkit.RecordStoreContract;
import io.aiops4j.core.testkit.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A contract is worth what it refuses: each of these stores breaks one promise, and must not pass. */
final class BrokenStoresTest {

    private enum Fault {
        NONE,
        LOSES_WHAT_IT_ACKNOWLEDGED,
        LOSES_THE_LAST_OF_AN_APPEND,
        REORDERS,
        REPEATS,
        ACCEPTS_A_STALE_PRECONDITION,
        ACCEPTS_A_STALE_PRECONDITION_ON_ANOTHER_STREAM,
        WRITES_HALF_BEFORE_IT_REFUSES,
        TELLS_THE_TIME_OF_READING,
        LETS_THE_TIME_RUN_BACKWARDS,
        SHOWS_A_HEAD_OF_ITS_OWN,
        CUTS_THE_LIMIT,
        NAMES_THE_WRONG_STREAM
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_broken_journal_fails_the_contract_and_a_sound_one_passes(Fault fault) throws Exception {
        List<String> failed = failures(JournalContract.class, () -> new JournalContract() {
            @Override
            protected Journal journal(SettableClock clock) {
                return new BrokenJournal(fault, clock);
            }
        });
        if (fault == Fault.NONE) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).as(fault.toString()).isNotEmpty();
        }
    }

    private static <T> List<String> failures(Class<? super T> contract, Supplier<T> suite) throws Exception {
        List<String> failed = new ArrayList<>();
        for (Method test : contract.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class)) {
                T instance = suite.get();
                for (Method method : contract.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(BeforeEach.class)) {
                        method.setAccessible(true);
                        method.invoke(instance);
                    }
                }
                test.setAccessible(true);
                try {
                    test.invoke(instance);
                } catch (InvocationTargetException e) {
                    failed.add(test.getName());
                }
            }
        }
        return failed;
    }

    private static final class BrokenJournal implements Journal {

        private final Fault fault;
        private final SettableClock clock;
        private final Journal sound;

        BrokenJournal(Fault fault, SettableClock clock) {
            this.fault = fault;
            this.clock = clock;
            this.sound = Stores.inMemory(clock).journal();
        }

        @Override
        public List<Entry> append(Append append) {
            switch (fault) {
                case ACCEPTS_A_STALE_PRECONDITION -> {
                    return sound.append(with(append, Map.of()));
                }
                case ACCEPTS_A_STALE_PRECONDITION_ON_ANOTHER_STREAM -> {
                    Map<String, Long> own = new java.util.TreeMap<>(append.requires());
                    own.keySet()
                            .retainAll(append.items().stream()
                                    .map(Append.Item::stream)
                                    .toList());
                    return sound.append(with(append, own));
                }
                case WRITES_HALF_BEFORE_IT_REFUSES -> {
                    try {
                        return sound.append(append);
                    } catch (StaleAppendException e) {
                        sound.append(with(append, Map.of()));
                        throw e;
                    }
                }
                case NAMES_THE_WRONG_STREAM -> {
                    try {
                        return sound.append(append);
                    } catch (StaleAppendException e) {
                        throw new StaleAppendException("some/stream", e.expected(), e.actual());
                    }
                }
                default -> {
                    return sound.append(append);
                }
            }
        }

        private static Append with(Append append, Map<String, Long> requires) {
            return new Append(append.actor(), append.client(), append.causes(), requires, append.items());
        }

        @Override
        public List<Entry> read(String stream, long afterVersion, int limit) {
            return broken(sound.read(stream, afterVersion, limit));
        }

        @Override
        public List<Entry> readAll(long afterPosition, int limit) {
            return broken(sound.readAll(afterPosition, fault == Fault.CUTS_THE_LIMIT ? limit + 1 : limit));
        }

        private List<Entry> broken(List<Entry> read) {
            List<Entry> entries = new ArrayList<>(read);
            if (entries.isEmpty()) {
                return entries;
            }
            int last = entries.size() - 1;
            switch (fault) {
                case LOSES_WHAT_IT_ACKNOWLEDGED -> entries.remove(0);
                case LOSES_THE_LAST_OF_AN_APPEND -> entries.remove(last);
                case REORDERS -> Collections.swap(entries, 0, last);
                case REPEATS -> entries.add(entries.get(last));
                case TELLS_THE_TIME_OF_READING -> entries.set(last, at(entries.get(last), Instant.now()));
                case LETS_THE_TIME_RUN_BACKWARDS ->
                    entries.replaceAll(entry -> at(entry, clock.instant().minusSeconds(entry.position())));
                default -> {
                    // the others break elsewhere
                }
            }
            return entries;
        }

        private static Entry at(Entry e, Instant time) {
            return new Entry(
                    e.position(),
                    e.stream(),
                    e.version(),
                    e.type(),
                    time,
                    e.actor(),
                    e.client(),
                    e.causes(),
                    e.commitment(),
                    e.hash(),
                    e.mac(),
                    e.payload());
        }

        @Override
        public Head head() {
            Head head = sound.head();
            return fault == Fault.SHOWS_A_HEAD_OF_ITS_OWN ? new Head(head.position(), Head.EMPTY.hash()) : head;
        }
    }

    private enum RecordFault {
        NONE,
        FORGETS,
        KEEPS_BOTH_OF_ONE_ID,
        IGNORES_THE_FIELDS,
        OLDEST_FIRST,
        IGNORES_THE_CURSOR,
        NEVER_PURGES,
        NEVER_ERASES
    }

    @ParameterizedTest
    @EnumSource(RecordFault.class)
    void a_broken_record_store_fails_the_contract_and_a_sound_one_passes(RecordFault fault) throws Exception {
        List<String> failed = failures(RecordStoreContract.class, () -> new RecordStoreContract() {
            @Override
            protected <T> RecordStore<T> store(RecordCodec<T> codec) {
                return new BrokenRecordStore<>(fault, codec);
            }
        });
        if (fault == RecordFault.NONE) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).as(fault.toString()).isNotEmpty();
        }
    }

    private static final class BrokenRecordStore<T> implements RecordStore<T> {

        private final RecordFault fault;
        private final RecordStore<T> sound;
        private final RecordCodec<T> codec;
        private final List<T> before = new ArrayList<>();

        BrokenRecordStore(RecordFault fault, RecordCodec<T> codec) {
            this.fault = fault;
            this.codec = codec;
            this.sound = Stores.inMemory(Clock.systemUTC()).records("note", codec);
        }

        @Override
        public void save(T record) {
            if (fault == RecordFault.KEEPS_BOTH_OF_ONE_ID) {
                before.add(record);
            }
            if (fault != RecordFault.FORGETS) {
                sound.save(record);
            }
        }

        @Override
        public Page<T> find(Query query) {
            Query asked = switch (fault) {
                case IGNORES_THE_FIELDS -> new Query(Map.of(), query.after(), query.limit());
                case IGNORES_THE_CURSOR -> new Query(query.fields(), null, Query.GREATEST_LIMIT);
                default -> query;
            };
            Page<T> page = sound.find(asked);
            List<T> records = new ArrayList<>(page.records());
            if (fault == RecordFault.OLDEST_FIRST) {
                Collections.reverse(records);
            }
            if (fault == RecordFault.KEEPS_BOTH_OF_ONE_ID) {
                Stream<String> ids = records.stream().map(codec::id);
                List<String> found = ids.toList();
                before.stream()
                        .filter(r -> found.contains(codec.id(r)) && !records.contains(r))
                        .forEach(records::add);
            }
            return new Page<>(records, page.next());
        }

        @Override
        public int purge(Instant olderThan) {
            return fault == RecordFault.NEVER_PURGES ? 0 : sound.purge(olderThan);
        }

        @Override
        public int erase(List<String> ids) {
            return fault == RecordFault.NEVER_ERASES ? 0 : sound.erase(ids);
        }
    }
}
