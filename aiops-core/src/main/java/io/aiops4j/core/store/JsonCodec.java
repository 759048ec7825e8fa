package io.aiops4j.core.store;

import io.aiops4j.core.AiopsException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON that round-trips and tolerates unknown fields. */
final class JsonCodec<T> implements RecordCodec<T> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Class<T> type;
    private final String what;
    private final Function<T, RecordIndex> index;

    JsonCodec(Class<T> type, String what, Function<T, RecordIndex> index) {
        this.type = type;
        this.what = what;
        this.index = index;
    }

    @Override
    public RecordIndex index(T record) {
        return index.apply(record);
    }

    @Override
    public String encode(T record) {
        return JSON.writeValueAsString(record);
    }

    @Override
    public T decode(String text) {
        try {
            T record = JSON.readValue(text, type);
            if (record == null) {
                throw new AiopsException("Not " + what + ": it is null.");
            }
            return record;
        } catch (JacksonException e) {
            throw new AiopsException("Not " + what + ": " + e.getOriginalMessage(), e);
        }
    }
}
