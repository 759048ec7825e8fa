package io.aiops4j.core.stores;

import io.aiops4j.core.store.Page;
import io.aiops4j.core.store.Query;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A record store that breaks one promise. */
final class BrokenRecordStore<T> implements RecordStore<T> {

    enum Fault {
        NONE,
        FORGETS,
        KEEPS_BOTH_OF_ONE_ID,
        IGNORES_THE_FIELDS,
        OLDEST_FIRST,
        IGNORES_THE_CURSOR,
        NEVER_PURGES,
        NEVER_ERASES
    }

    private final Fault fault;
    private final RecordStore<T> sound;
    private final RecordCodec<T> codec;
    private final List<T> before = new ArrayList<>();

    BrokenRecordStore(Fault fault, RecordCodec<T> codec) {
        this.fault = fault;
        this.codec = codec;
        this.sound = Stores.inMemory(Clock.systemUTC()).records("note", codec);
    }

    @Override
    public void save(T record) {
        if (fault == Fault.KEEPS_BOTH_OF_ONE_ID) {
            before.add(record);
        }
        if (fault != Fault.FORGETS) {
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
        if (fault == Fault.OLDEST_FIRST) {
            Collections.reverse(records);
        }
        if (fault == Fault.KEEPS_BOTH_OF_ONE_ID) {
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
        return fault == Fault.NEVER_PURGES ? 0 : sound.purge(olderThan);
    }

    @Override
    public int erase(List<String> ids) {
        return fault == Fault.NEVER_ERASES ? 0 : sound.erase(ids);
    }
}
