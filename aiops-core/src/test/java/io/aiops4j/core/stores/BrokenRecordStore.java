package io.aiops4j.core.stores;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import io.aiops4j.core.store.RecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record store that breaks one promise. */
final class BrokenRecordStore<T> implements RecordStore<T> {

    enum Fault {
        NONE,
        FORGETS,
        LOSES_THE_LAST_OF_A_BATCH,
        KEEPS_HALF_OF_A_REFUSED_BATCH,
        KEEPS_THE_FIRST_OF_ONE_ID_IN_A_BATCH,
        KEEPS_BOTH_OF_ONE_ID,
        NEVER_REPLACES,
        FINDS_BY_FIELDS_OF_BEFORE,
        FINDS_BY_WORDS_OF_BEFORE,
        IGNORES_THE_FIELDS,
        ONE_FIELD_IS_ENOUGH,
        FIELDS_IN_ANY_CASE,
        IGNORES_THE_WORDS,
        ONE_WORD_IS_ENOUGH,
        WORDS_IN_THIS_CASE_ONLY,
        IGNORES_SINCE,
        SINCE_IS_EXCLUDED,
        IGNORES_BEFORE,
        BEFORE_IS_INCLUDED,
        OLDEST_FIRST,
        SHUFFLES_EQUAL_TIMES,
        IGNORES_THE_CURSOR,
        PAGES_REPEAT_ONE,
        PAGES_SKIP_ONE,
        ALWAYS_HAS_A_NEXT,
        TAKES_ANY_CURSOR,
        NEVER_PURGES,
        PURGES_WHAT_IS_AS_OLD,
        NEVER_ERASES,
        COUNTS_WHAT_IT_DID_NOT_ERASE,
        ERASURE_LEAVES_THE_WORDS,
        TALLIES_NOTHING,
        TALLIES_TWICE,
        TALLIES_THE_LAST_OF_A_BATCH,
        TALLIES_REFUSED_BATCHES,
        FORGETS_THE_TALLY_ON_PURGE,
        FORGETS_THE_TALLY_ON_ERASE,
        ROUNDS_TIMES,
        LOSES_HALF_CHARACTERS,
        TAKES_NULL
    }

    private final Fault fault;
    private final RecordCodec<T> codec;
    private final Stores stores = Stores.inMemory(Clock.systemUTC());
    private final RecordStore<T> sound;
    private final List<T> gone = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, T> now = Collections.synchronizedMap(new HashMap<>());
    private final Map<String, Map<String, Long>> tallies = Collections.synchronizedMap(new HashMap<>());

    BrokenRecordStore(Fault fault, RecordCodec<T> codec) {
        this.fault = fault;
        this.codec = codec;
        this.sound = stores.records(
                "note",
                fault == Fault.ROUNDS_TIMES || fault == Fault.LOSES_HALF_CHARACTERS
                        ? new Lossy<>(codec, fault)
                        : codec);
    }

    /** Loses something on the way. */
    private record Lossy<T>(RecordCodec<T> codec, Fault fault) implements RecordCodec<T> {

        @Override
        public RecordIndex index(T record) {
            RecordIndex index = codec.index(record);
            return fault == Fault.ROUNDS_TIMES
                    ? new RecordIndex(
                            index.id(),
                            Instant.ofEpochMilli(index.time().toEpochMilli()),
                            index.fields(),
                            index.text(),
                            index.tallyOf(),
                            index.tally())
                    : index;
        }

        @Override
        public String encode(T record) {
            String text = codec.encode(record);
            return fault == Fault.LOSES_HALF_CHARACTERS ? Encoded.text(text.getBytes(StandardCharsets.UTF_8)) : text;
        }

        @Override
        public T decode(String text) {
            return codec.decode(text);
        }
    }

    @Override
    public void save(@Nullable List<T> records) {
        if (records == null && fault == Fault.TAKES_NULL) {
            return;
        }
        List<T> some = records == null ? List.of() : records;
        List<T> kept = switch (fault) {
            case FORGETS -> List.of();
            case LOSES_THE_LAST_OF_A_BATCH -> some.subList(0, Math.max(Math.min(1, some.size()), some.size() - 1));
            case NEVER_REPLACES ->
                some.stream().filter(r -> !now.containsKey(id(r))).toList();
            case KEEPS_THE_FIRST_OF_ONE_ID_IN_A_BATCH -> firsts(some);
            default -> records;
        };
        List<T> fresh = fresh(some);
        try {
            sound.save(kept);
        } catch (AiopsException e) {
            if (fault == Fault.KEEPS_HALF_OF_A_REFUSED_BATCH) {
                keepWhatCanBe(some);
            }
            if (fault == Fault.TALLIES_REFUSED_BATCHES) {
                some.subList(0, 1).forEach(this::tally);
            }
            throw e;
        }
        (fault == Fault.TALLIES_TWICE ? some : fresh).forEach(this::tally);
        for (T record : some) {
            T before = now.put(id(record), record);
            if (before != null && !before.equals(record)) {
                gone.add(before);
            }
        }
    }

    private String id(T record) {
        return codec.index(record).id();
    }

    private List<T> firsts(List<T> some) {
        Set<String> ids = new LinkedHashSet<>();
        return some.stream().filter(record -> ids.add(id(record))).toList();
    }

    private List<T> fresh(List<T> some) {
        Map<String, T> fresh = new HashMap<>();
        for (T record : some) {
            try {
                if (!now.containsKey(id(record))) {
                    fresh.merge(id(record), record, (a, b) -> fault == Fault.TALLIES_THE_LAST_OF_A_BATCH ? b : a);
                }
            } catch (AiopsException | NullPointerException refusedLater) {
                return List.of();
            }
        }
        return List.copyOf(fresh.values());
    }

    private void tally(T record) {
        RecordIndex index = codec.index(record);
        Map<String, Long> sums = tallies.computeIfAbsent(index.tallyOf(), of -> new HashMap<>());
        index.tally().forEach((name, add) -> sums.merge(name, add, Long::sum));
    }

    private void keepWhatCanBe(List<T> some) {
        for (T record : some) {
            try {
                sound.save(record);
            } catch (AiopsException refused) {
                return;
            }
        }
    }

    @Override
    public Page<T> find(@Nullable Query query) {
        if (query == null) {
            return sound.find(query);
        }
        Query asked = asked(query);
        Page<T> page;
        try {
            page = sound.find(asked);
        } catch (AiopsException e) {
            if (fault == Fault.TAKES_ANY_CURSOR) {
                return new Page<>(List.of(), null);
            }
            throw e;
        }
        List<T> records = new ArrayList<>(page.records());
        boolean whole = query.after() == null;
        switch (fault) {
            case OLDEST_FIRST -> Collections.reverse(records);
            case SHUFFLES_EQUAL_TIMES ->
                records.sort(
                        (a, b) -> codec.index(b).time().compareTo(codec.index(a).time()) != 0
                                ? codec.index(b).time().compareTo(codec.index(a).time())
                                : id(b).compareTo(id(a)));
            case PAGES_SKIP_ONE -> {
                if (!whole && !records.isEmpty()) {
                    records.remove(0);
                }
            }
            case KEEPS_BOTH_OF_ONE_ID, FINDS_BY_FIELDS_OF_BEFORE, FINDS_BY_WORDS_OF_BEFORE, ERASURE_LEAVES_THE_WORDS ->
                records.addAll(ofBefore(query, records));
            case PAGES_REPEAT_ONE -> {
                if (!whole && last != null) {
                    records.add(0, last);
                }
            }
            default -> {}
        }
        last = page.records().isEmpty()
                ? null
                : page.records().get(page.records().size() - 1);
        boolean tooMany = fault == Fault.ALWAYS_HAS_A_NEXT && page.next() == null && last != null;
        RecordIndex end = tooMany ? codec.index(last) : null;
        return new Page<>(records, end == null ? page.next() : end.time() + " " + end.id());
    }

    private @Nullable T last;

    private List<T> ofBefore(Query query, List<T> found) {
        boolean byFields = !query.fields().isEmpty();
        boolean byWords = !query.text().isEmpty();
        boolean wanted = switch (fault) {
            case FINDS_BY_FIELDS_OF_BEFORE -> byFields;
            case FINDS_BY_WORDS_OF_BEFORE, ERASURE_LEAVES_THE_WORDS -> byWords;
            default -> !byFields && !byWords;
        };
        return gone.stream()
                .filter(record -> wanted && query.matches(codec.index(record)) && !found.contains(record))
                .filter(record -> (fault == Fault.ERASURE_LEAVES_THE_WORDS) != now.containsKey(id(record)))
                .toList();
    }

    private Query asked(Query query) {
        Map<String, String> fields = query.fields();
        Instant since = query.since();
        Instant before = query.before();
        return switch (fault) {
            case IGNORES_THE_FIELDS -> with(query, Map.of(), query.text(), since, before);
            case ONE_FIELD_IS_ENOUGH ->
                with(
                        query,
                        fields.isEmpty()
                                ? fields
                                : Map.ofEntries(fields.entrySet().iterator().next()),
                        query.text(),
                        since,
                        before);
            case FIELDS_IN_ANY_CASE -> "Red".equals(fields.get("colour")) ? query.where("colour", "red") : query;
            case IGNORES_THE_WORDS -> query.text("");
            case ONE_WORD_IS_ENOUGH ->
                query.text(query.words().stream().findFirst().orElse(""));
            case WORDS_IN_THIS_CASE_ONLY ->
                query.text().equals(query.text().toLowerCase(Locale.ROOT)) ? query : query.text("nowhere");
            case IGNORES_SINCE -> with(query, fields, query.text(), null, before);
            case SINCE_IS_EXCLUDED ->
                since == null || since.equals(Instant.MAX) ? query : query.since(since.plusNanos(1));
            case IGNORES_BEFORE -> with(query, fields, query.text(), since, null);
            case BEFORE_IS_INCLUDED ->
                before == null || before.equals(Instant.MAX) ? query : query.before(before.plusNanos(1));
            case IGNORES_THE_CURSOR -> query.after(null).limit(Query.GREATEST_LIMIT);
            default -> query;
        };
    }

    private static Query with(
            Query query, Map<String, String> fields, String text, @Nullable Instant since, @Nullable Instant before) {
        return new Query(fields, text, since, before, query.after(), query.limit());
    }

    @Override
    public Map<String, Long> tally(@Nullable String of) {
        return switch (fault) {
            case TALLIES_NOTHING -> Map.of();
            case TALLIES_TWICE,
                    TALLIES_THE_LAST_OF_A_BATCH,
                    TALLIES_REFUSED_BATCHES,
                    FORGETS_THE_TALLY_ON_PURGE,
                    FORGETS_THE_TALLY_ON_ERASE ->
                of == null ? sound.tally(of) : Map.copyOf(tallies.getOrDefault(of, Map.of()));
            default -> sound.tally(of);
        };
    }

    @Override
    public int purge(@Nullable Instant olderThan) {
        if (olderThan == null || fault == Fault.NEVER_PURGES) {
            return olderThan == null ? sound.purge(olderThan) : 0;
        }
        if (fault == Fault.FORGETS_THE_TALLY_ON_PURGE) {
            tallies.clear();
        }
        boolean later = fault == Fault.PURGES_WHAT_IS_AS_OLD && !olderThan.equals(Instant.MAX);
        return sound.purge(later ? olderThan.plusNanos(1) : olderThan);
    }

    @Override
    public int erase(@Nullable List<String> ids) {
        if (ids == null || ids.stream().anyMatch(Objects::isNull)) {
            return sound.erase(ids);
        }
        if (fault == Fault.FORGETS_THE_TALLY_ON_ERASE) {
            tallies.clear();
        }
        ids.forEach(id -> {
            T record = now.remove(id);
            if (record != null) {
                gone.add(record);
            }
        });
        int erased = fault == Fault.NEVER_ERASES ? 0 : sound.erase(ids);
        return fault == Fault.COUNTS_WHAT_IT_DID_NOT_ERASE ? ids.size() : erased;
    }
}
