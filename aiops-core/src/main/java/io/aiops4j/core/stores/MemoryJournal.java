package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
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

/** The journal's contract in its shortest form: some maps and a lock. */
final class MemoryJournal implements Journal {

    private final Clock clock;
    private final RandomGenerator salts;
    private final MemoryLeases leases;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Long>> streams = new HashMap<>();
    private final Map<String, List<Long>> identified = new HashMap<>();
    private Head head = Head.EMPTY;
    private Instant last = Instant.MIN;

    MemoryJournal(Clock clock, RandomGenerator salts, MemoryLeases leases) {
        this.clock = clock;
        this.salts = salts;
        this.leases = leases;
    }

    @Override
    public synchronized List<Entry> append(Append append) {
        List<Long> before = append.id() == null ? null : identified.get(append.id());
        if (before != null) {
            return entries(before);
        }
        append.fences()
                .forEach((name, fence) -> Chain.require(StaleAppendException.lease(name), fence, leases.fence(name)));
        Instant now = clock.instant();
        last = now.isBefore(last) ? last : now;
        List<Entry> linked = Chain.link(head, append, this::version, last, salts);
        linked.forEach(this::keep);
        if (append.id() != null) {
            identified.put(append.id(), linked.stream().map(Entry::position).toList());
        }
        return linked;
    }

    private void keep(Entry entry) {
        entries.add(entry);
        streams.computeIfAbsent(entry.stream(), name -> new ArrayList<>()).add(entry.position());
        head = new Head(entry.position(), entry.hash());
    }

    private long version(String stream) {
        return streams.getOrDefault(stream, List.of()).size();
    }

    @Override
    public synchronized List<Entry> erase(List<Long> positions, Append receipt) {
        for (long position : positions) {
            if (position < 1 || position > entries.size()) {
                throw new AiopsException("There is no entry " + position + " to erase.");
            }
            Chain.requireErasable(entries.get((int) position - 1));
        }
        List<Entry> written = append(receipt);
        for (long position : positions) {
            entries.set((int) position - 1, entries.get((int) position - 1).erased());
        }
        return written;
    }

    @Override
    public synchronized List<Entry> read(String stream, long afterVersion, int limit) {
        return entries(page(streams.getOrDefault(stream, List.of()), afterVersion, limit));
    }

    @Override
    public synchronized List<Entry> readAll(long afterPosition, int limit) {
        return page(entries, afterPosition, limit);
    }

    private List<Entry> entries(List<Long> positions) {
        return positions.stream()
                .map(position -> entries.get((int) (position - 1)))
                .toList();
    }

    private static <T> List<T> page(List<T> all, long after, int limit) {
        int from = (int) Math.min(after, all.size());
        int to = from + Math.min(limit, all.size() - from);
        return List.copyOf(all.subList(from, to));
    }

    @Override
    public synchronized Head head() {
        return head;
    }
}
