package io.aiops4j.spring;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.journal.StaleAppendException;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.stores.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Kept in memory, while it does not break down. */
public final class BreakableStores implements Stores, Journal {

    private final Stores memory = Stores.inMemory(Clock.systemUTC());
    private volatile boolean broken;
    private volatile boolean recordsToo;
    private final Set<String> outpaced = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean held;

    /** From here on the journal cannot be read or written. */
    public void breakDown() {
        broken = true;
    }

    /** From here on neither journal nor records can be read or written. */
    public void breakDownWhole() {
        recordsToo = true;
        broken = true;
    }

    /** As before. */
    public void recover() {
        broken = false;
        recordsToo = false;
    }

    /** From here on somebody else is always faster to write into a stream. */
    public void outpace(String stream) {
        outpaced.add(stream);
    }

    /** From here on nothing is written before it is {@linkplain #release released}: the disk is slow, and not gone. */
    public void hold() {
        held = true;
    }

    /** What was held up is written. */
    public void release() {
        released.countDown();
    }

    private Append inTime(Append append) {
        for (String stream : append.requires().keySet()) {
            if (outpaced.contains(stream)) {
                long expected = append.requires().get(stream);
                throw new StaleAppendException(stream, expected, expected + 1);
            }
        }
        if (held) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it was held", e);
            }
        }
        return append;
    }

    @Override
    public Journal journal() {
        return this;
    }

    private Journal readable() {
        if (broken) {
            throw new IllegalStateException("the disk is gone");
        }
        return memory.journal();
    }

    @Override
    public Leases leases() {
        return memory.leases();
    }

    @Override
    public void close() {
        memory.close();
    }

    @Override
    public List<Entry> erase(List<Long> positions, Append receipt) {
        return readable().erase(positions, inTime(receipt));
    }

    @Override
    public <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
        RecordStore<T> kept = memory.records(kind, codec);
        return new RecordStore<>() {
            private RecordStore<T> there() {
                if (recordsToo) {
                    throw new IllegalStateException("the disk is gone");
                }
                return kept;
            }

            @Override
            public void save(List<T> records) {
                there().save(records);
            }

            @Override
            public Page<T> find(Query query) {
                return there().find(query);
            }

            @Override
            public Map<String, Long> tally(String of) {
                return there().tally(of);
            }

            @Override
            public int purge(Instant olderThan) {
                return there().purge(olderThan);
            }

            @Override
            public int erase(List<String> ids) {
                return there().erase(ids);
            }
        };
    }

    @Override
    public List<Entry> append(Append append) {
        return readable().append(inTime(append));
    }

    @Override
    public List<Entry> read(String stream, long afterVersion, int limit) {
        return readable().read(stream, afterVersion, limit);
    }

    @Override
    public List<Entry> readAll(long afterPosition, int limit) {
        return readable().readAll(afterPosition, limit);
    }

    @Override
    public Head head() {
        return readable().head();
    }
}
