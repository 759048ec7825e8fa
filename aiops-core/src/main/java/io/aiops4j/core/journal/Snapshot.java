package io.aiops4j.core.journal;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Digest;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of a fold at one position: a cache that can be deleted at any time and changes nothing.
 *
 * <pre>{@code
 * RecordStore<Snapshot> snapshots = stores.records(Snapshot.KIND, Snapshot.CODEC);
 * }</pre>
 *
 * @param fold the fold's name and version
 * @param position up to which entry
 * @param head the hash of that entry: on another chain the snapshot is worth nothing
 * @param time of that entry
 * @param state the state as the fold wrote it
 */
public record Snapshot(String fold, long position, Digest head, Instant time, String state) {

    /** What records of this type are called in {@code Stores.records}. */
    public static final String KIND = "snapshot";

    /** How records of this type are kept. */
    public static final RecordCodec<Snapshot> CODEC = new Codec();

    // equal states have equal texts, whatever map they were kept in
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** A fold's state as text: equal values have equal texts. */
    public static String write(Object state) {
        return JSON.writeValueAsString(state);
    }

    /** The state that was written. */
    public static <T> T read(String text, Class<T> type) {
        try {
            T state = JSON.readValue(text, type);
            if (state == null) {
                throw new AiopsException("Not a state of " + type.getSimpleName() + ": it is null. It can be deleted.");
            }
            return state;
        } catch (JacksonException e) {
            throw new AiopsException(
                    "Not a state of " + type.getSimpleName() + ": " + e.getOriginalMessage() + ". It can be deleted.",
                    e);
        }
    }

    private static final class Codec implements RecordCodec<Snapshot> {

        @Override
        public RecordIndex index(Snapshot snapshot) {
            return RecordIndex.of(snapshot.fold(), snapshot.time()).with("fold", snapshot.fold());
        }

        @Override
        public String encode(Snapshot snapshot) {
            return Snapshot.write(snapshot);
        }

        @Override
        public Snapshot decode(String text) {
            return Snapshot.read(text, Snapshot.class);
        }
    }
}
