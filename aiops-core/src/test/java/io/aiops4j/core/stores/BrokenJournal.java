package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Chain;
import io.aiops4j.core.journal.Entry;
import io.aiops4j.core.journal.EntryType;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Payload;
import io.aiops4j.core.journal.StaleAppendException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A journal that breaks one promise. */
final class BrokenJournal implements Journal {

    enum Fault {
        NONE,
        LOSES_WHAT_IT_ACKNOWLEDGED,
        LOSES_THE_LAST_OF_AN_APPEND,
        REORDERS,
        REPEATS,
        LEAVES_A_GAP_WHERE_IT_REFUSED,
        ACCEPTS_A_STALE_PRECONDITION,
        ACCEPTS_A_STALE_PRECONDITION_ON_ANOTHER_STREAM,
        ACCEPTS_A_PRECONDITION_ON_A_LATER_VERSION,
        CHECKS_ONE_PRECONDITION_ONLY,
        CHECKS_PRECONDITIONS_BEFORE_IT_WAITS,
        WRITES_HALF_BEFORE_IT_REFUSES,
        NAMES_THE_WRONG_STREAM,
        FORGETS_APPEND_IDS,
        MIXES_APPEND_IDS_UP,
        CHECKS_PRECONDITIONS_BEFORE_THE_APPEND_ID,
        USES_THE_ID_OF_A_REFUSED_APPEND_UP,
        IGNORES_FENCES,
        NAMES_A_LEASE_AS_IF_IT_WERE_A_STREAM,
        SHOWS_HALF_OF_AN_APPEND,
        SHOWS_LATER_APPENDS_FIRST,
        SHOWS_ITS_APPENDS_LATE,
        CUTS_THE_LIMIT,
        CANNOT_COUNT_BEYOND_AN_INT,
        MIXES_STREAMS_WITH_SIMILAR_NAMES,
        TELLS_THE_TIME_OF_READING,
        LETS_THE_TIME_RUN_BACK,
        SHOWS_A_HEAD_OF_ITS_OWN,
        CUTS_LONG_NAMES,
        FORGETS_CAUSES,
        FORGETS_THE_SEAL,
        FORGETS_THAT_AN_ENTRY_IS_CRITICAL,
        DROPS_WHAT_IT_DOES_NOT_KNOW,
        CUTS_LARGE_PAYLOADS,
        KEEPS_PAYLOADS_AS_TEXT,
        ENDS_A_TEXT_AT_ITS_FIRST_NUL,
        ERASES_NOTHING,
        ERASES_WITHOUT_A_RECEIPT,
        ERASES_AUTHORITY_ENTRIES,
        ERASES_WHAT_IS_NOT_THERE,
        ERASES_BEFORE_IT_WRITES_THE_RECEIPT,
        ERASES_AFTER_IT_WROTE_THE_RECEIPT,
        ERASES_THE_ENTRY_AND_NOT_ITS_PAYLOAD_ALONE
    }

    private static final long MOMENT = 200_000;

    private final Fault fault;
    private final Clock clock;
    private final Journal sound;
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();
    private final Set<Long> erased = ConcurrentHashMap.newKeySet();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private volatile long shown;

    BrokenJournal(Fault fault, Clock clock, Journal sound) {
        this.fault = fault;
        this.clock = clock;
        this.sound = sound;
    }

    private boolean is(Fault... any) {
        return Arrays.asList(any).contains(fault);
    }

    @Override
    public List<Entry> append(Append append) {
        return switch (fault) {
            case ACCEPTS_A_STALE_PRECONDITION -> sound.append(requiring(append, Map.of()));
            case ACCEPTS_A_STALE_PRECONDITION_ON_ANOTHER_STREAM -> {
                Map<String, Long> own = new TreeMap<>(append.requires());
                own.keySet()
                        .retainAll(
                                append.items().stream().map(Append.Item::stream).toList());
                yield sound.append(requiring(append, own));
            }
            case ACCEPTS_A_PRECONDITION_ON_A_LATER_VERSION -> {
                Map<String, Long> bounded = new TreeMap<>(append.requires());
                bounded.replaceAll((stream, version) -> Math.min(version, version(stream)));
                yield sound.append(requiring(append, bounded));
            }
            case CHECKS_ONE_PRECONDITION_ONLY -> {
                TreeMap<String, Long> all = new TreeMap<>(append.requires());
                Map<String, Long> first = all.isEmpty() ? all : all.headMap(all.firstKey(), true);
                yield sound.append(requiring(append, first));
            }
            case CHECKS_PRECONDITIONS_BEFORE_IT_WAITS -> {
                append.requires().forEach((stream, version) -> Chain.require(stream, version, version(stream)));
                LockSupport.parkNanos(MOMENT);
                yield sound.append(requiring(append, Map.of()));
            }
            case LEAVES_A_GAP_WHERE_IT_REFUSED,
                    WRITES_HALF_BEFORE_IT_REFUSES,
                    NAMES_THE_WRONG_STREAM,
                    NAMES_A_LEASE_AS_IF_IT_WERE_A_STREAM,
                    USES_THE_ID_OF_A_REFUSED_APPEND_UP -> refusing(append);
            case FORGETS_APPEND_IDS -> sound.append(identified(append, null));
            case MIXES_APPEND_IDS_UP ->
                sound.append(
                        append.id() == null
                                ? append
                                : append.identified(append.id().toLowerCase(Locale.ROOT)));
            case CHECKS_PRECONDITIONS_BEFORE_THE_APPEND_ID -> {
                append.requires().forEach((stream, version) -> Chain.require(stream, version, version(stream)));
                yield sound.append(append);
            }
            case IGNORES_FENCES -> sound.append(fenced(append, Map.of()));
            case SHOWS_HALF_OF_AN_APPEND -> oneByOne(append);
            case SHOWS_LATER_APPENDS_FIRST -> late(append);
            case SHOWS_ITS_APPENDS_LATE -> {
                shown = sound.head().position();
                yield sound.append(append);
            }
            default -> sound.append(append);
        };
    }

    private long version(String stream) {
        return sound.read(stream, 0, Integer.MAX_VALUE).size();
    }

    private List<Entry> refusing(Append append) {
        if (append.id() != null && used.contains(append.id())) {
            return List.of();
        }
        try {
            return sound.append(append);
        } catch (StaleAppendException e) {
            if (is(Fault.WRITES_HALF_BEFORE_IT_REFUSES)) {
                sound.append(fenced(requiring(append, Map.of()), Map.of()));
            } else if (is(Fault.LEAVES_A_GAP_WHERE_IT_REFUSED)) {
                sound.append(Append.by(append.actor()).add("gap", EntryType.of("gap", 1), Map.of()));
                hidden.add(sound.head().position());
            } else if (is(Fault.NAMES_THE_WRONG_STREAM)) {
                throw new StaleAppendException("some/stream", e.expected(), e.actual());
            } else if (is(Fault.NAMES_A_LEASE_AS_IF_IT_WERE_A_STREAM)) {
                throw new StaleAppendException(e.stream().replace("lease/", ""), e.expected(), e.actual());
            } else if (append.id() != null) {
                used.add(append.id());
            }
            throw e;
        }
    }

    private List<Entry> oneByOne(Append append) {
        List<Entry> written = new ArrayList<>();
        Append conditions = append;
        for (Append.Item item : append.items()) {
            written.addAll(sound.append(new Append(
                    null,
                    append.actor(),
                    append.client(),
                    append.causes(),
                    conditions.requires(),
                    conditions.fences(),
                    List.of(item))));
            conditions = Append.by(append.actor());
            LockSupport.parkNanos(MOMENT);
        }
        return written;
    }

    // as a sequence does that hands numbers out before the commit
    private List<Entry> late(Append append) {
        List<Entry> written;
        synchronized (hidden) {
            written = sound.append(append);
            written.forEach(entry -> hidden.add(entry.position()));
        }
        LockSupport.parkNanos(MOMENT);
        written.forEach(entry -> hidden.remove(entry.position()));
        return written;
    }

    private static Append requiring(Append a, Map<String, Long> requires) {
        return new Append(a.id(), a.actor(), a.client(), a.causes(), requires, a.fences(), a.items());
    }

    private static Append fenced(Append a, Map<String, Long> fences) {
        return new Append(a.id(), a.actor(), a.client(), a.causes(), a.requires(), fences, a.items());
    }

    private static Append identified(Append a, String id) {
        return new Append(id, a.actor(), a.client(), a.causes(), a.requires(), a.fences(), a.items());
    }

    @Override
    public List<Entry> erase(List<Long> positions, Append receipt) {
        long last = sound.head().position();
        return switch (fault) {
            case ERASES_NOTHING -> {
                checked(positions);
                yield sound.append(receipt);
            }
            case ERASES_WITHOUT_A_RECEIPT -> {
                checked(positions);
                erased.addAll(positions);
                yield List.of();
            }
            case ERASES_AUTHORITY_ENTRIES -> {
                List<Long> others = positions.stream()
                        .filter(p -> p < 1 || p > last || !entry(p).type().authority())
                        .toList();
                List<Entry> written = sound.erase(others, receipt);
                erased.addAll(positions);
                yield written;
            }
            case ERASES_WHAT_IS_NOT_THERE ->
                sound.erase(positions.stream().filter(p -> p >= 1 && p <= last).toList(), receipt);
            case ERASES_BEFORE_IT_WRITES_THE_RECEIPT -> {
                checked(positions);
                erased.addAll(positions);
                LockSupport.parkNanos(MOMENT);
                yield sound.append(receipt);
            }
            case ERASES_AFTER_IT_WROTE_THE_RECEIPT -> {
                checked(positions);
                List<Entry> written = sound.append(receipt);
                LockSupport.parkNanos(MOMENT);
                erased.addAll(positions);
                yield written;
            }
            case ERASES_THE_ENTRY_AND_NOT_ITS_PAYLOAD_ALONE -> {
                List<Entry> written = sound.erase(positions, receipt);
                hidden.addAll(positions);
                yield written;
            }
            default -> sound.erase(positions, receipt);
        };
    }

    private void checked(List<Long> positions) {
        for (long position : positions) {
            if (position < 1 || position > sound.head().position()) {
                throw new AiopsException("There is no entry " + position + ".");
            }
            Chain.requireErasable(entry(position));
        }
    }

    private Entry entry(long position) {
        return sound.readAll(position - 1, 1).get(0);
    }

    @Override
    public List<Entry> read(String stream, long afterVersion, int limit) {
        if (is(Fault.MIXES_STREAMS_WITH_SIMILAR_NAMES)) {
            return sound.readAll(0, Integer.MAX_VALUE).stream()
                    .filter(entry -> entry.stream().strip().equalsIgnoreCase(stream.strip()))
                    .skip(afterVersion)
                    .limit(limit)
                    .toList();
        }
        return broken(sound.read(stream, counted(afterVersion), limit));
    }

    @Override
    public List<Entry> readAll(long afterPosition, int limit) {
        synchronized (hidden) {
            return broken(sound.readAll(counted(afterPosition), is(Fault.CUTS_THE_LIMIT) ? limit + 1 : limit));
        }
    }

    private long counted(long after) {
        return is(Fault.CANNOT_COUNT_BEYOND_AN_INT) ? Math.max(0, (int) after) : after;
    }

    private List<Entry> broken(List<Entry> read) {
        List<Entry> entries = new ArrayList<>(read);
        entries.removeIf(entry -> hidden.contains(entry.position()));
        if (is(Fault.SHOWS_ITS_APPENDS_LATE)) {
            entries.removeIf(entry -> entry.position() > shown);
        }
        entries.replaceAll(entry -> erased.contains(entry.position()) ? entry.erased() : entry);
        if (entries.isEmpty()) {
            return entries;
        }
        int last = entries.size() - 1;
        switch (fault) {
            case LOSES_WHAT_IT_ACKNOWLEDGED -> entries.remove(0);
            case LOSES_THE_LAST_OF_AN_APPEND -> entries.remove(last);
            case REORDERS -> Collections.swap(entries, 0, last);
            case REPEATS -> entries.add(entries.get(last));
            case DROPS_WHAT_IT_DOES_NOT_KNOW ->
                entries.removeIf(entry -> entry.type().version() > 12);
            default -> entries.replaceAll(this::broken);
        }
        return entries;
    }

    private Entry broken(Entry e) {
        EntryType type = e.type();
        return switch (fault) {
            case TELLS_THE_TIME_OF_READING -> at(e, Instant.now());
            case LETS_THE_TIME_RUN_BACK -> at(e, clock.instant().minusSeconds(e.position()));
            case CUTS_LONG_NAMES ->
                with(
                        e,
                        e.stream().substring(0, Math.min(100, e.stream().length())),
                        type,
                        e.causes(),
                        e.mac(),
                        e.payload());
            case FORGETS_CAUSES -> with(e, e.stream(), type, List.of(), e.mac(), e.payload());
            case FORGETS_THE_SEAL -> with(e, e.stream(), type, e.causes(), null, e.payload());
            case FORGETS_THAT_AN_ENTRY_IS_CRITICAL ->
                with(e, e.stream(), EntryType.of(type.name(), type.version()), e.causes(), e.mac(), e.payload());
            case CUTS_LARGE_PAYLOADS, KEEPS_PAYLOADS_AS_TEXT, ENDS_A_TEXT_AT_ITS_FIRST_NUL ->
                e.payload().isErased()
                        ? e
                        : with(
                                e,
                                e.stream(),
                                type,
                                e.causes(),
                                e.mac(),
                                Payload.of(
                                        broken(e.payload().bytes()), e.payload().salt()));
            default -> e;
        };
    }

    private byte[] broken(byte[] payload) {
        return switch (fault) {
            case CUTS_LARGE_PAYLOADS -> Arrays.copyOf(payload, Math.min(payload.length, 65_535));
            case KEEPS_PAYLOADS_AS_TEXT -> new String(payload, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            default ->
                new String(payload, StandardCharsets.ISO_8859_1)
                        .split("\u0000|\\\\u0000", 2)[0].getBytes(StandardCharsets.ISO_8859_1);
        };
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

    private static Entry with(Entry e, String stream, EntryType type, List<Long> causes, String mac, Payload payload) {
        return new Entry(
                e.position(),
                stream,
                e.version(),
                type,
                e.time(),
                e.actor(),
                e.client(),
                causes,
                e.commitment(),
                e.hash(),
                mac,
                payload);
    }

    @Override
    public Head head() {
        Head head = sound.head();
        return is(Fault.SHOWS_A_HEAD_OF_ITS_OWN) ? new Head(head.position(), Head.EMPTY.hash()) : head;
    }
}
