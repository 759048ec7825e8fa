package io.aiops4j.core.stores;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.StaleAppendException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The journal's contract in its shortest form: two lists and a lock. */
final class MemoryJournal implements Journal {

    private final Clock clock;
    private final RandomGenerator salts;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Entry>> streams = new HashMap<>();
    private Head head = Head.EMPTY;
    private Instant last = Instant.MIN;

    MemoryJournal(Clock clock, RandomGenerator salts) {
        this.clock = clock;
        this.salts = salts;
    }

    @Override
    public synchronized List<Entry> append(Append append) {
        append.requires().forEach(this::require);
        List<Entry> written = link(append);
        for (Entry entry : written) {
            entries.add(entry);
            streams.computeIfAbsent(entry.stream(), name -> new ArrayList<>()).add(entry);
        }
        return written;
    }

    // nothing is kept before all is linked, so that an append that fails leaves no trace
    private List<Entry> link(Append append) {
        Instant now = clock.instant();
        last = now.isBefore(last) ? last : now;
        List<Entry> written = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        Head linked = head;
        for (Append.Item item : append.items()) {
            long version = versions.merge(item.stream(), version(item.stream()) + 1, (had, first) -> had + 1);
            byte[] salt = new byte[Chain.SALT_BYTES];
            salts.nextBytes(salt);
            Entry entry = Chain.link(linked, append, item, version, last, salt);
            linked = new Head(entry.position(), entry.hash());
            written.add(entry);
        }
        head = linked;
        return written;
    }

    private void require(String stream, long expected) {
        long actual = version(stream);
        if (actual != expected) {
            throw new StaleAppendException(stream, expected, actual);
        }
    }

    private long version(String stream) {
        List<Entry> known = streams.get(stream);
        return known == null ? 0 : known.size();
    }

    @Override
    public synchronized List<Entry> read(String stream, long afterVersion, int limit) {
        return page(streams.getOrDefault(stream, List.of()), afterVersion, limit);
    }

    @Override
    public synchronized List<Entry> readAll(long afterPosition, int limit) {
        return page(entries, afterPosition, limit);
    }

    private static List<Entry> page(List<Entry> all, long after, int limit) {
        int from = (int) Math.min(after, all.size());
        int to = Math.min(from + limit, all.size());
        return List.copyOf(all.subList(from, to));
    }

    @Override
    public synchronized Head head() {
        return head;
    }
}
