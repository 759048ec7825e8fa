package io.aiops4j.core.store;

import io.aiops4j.core.AiopsException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which records: all whose fields have these values, the newest first, from where the last page ended.
 *
 * <pre>{@code
 * Query failed = Query.all().where("runbook", "redis-oom").where("status", "failed").limit(20);
 * }</pre>
 *
 * @param fields the values that fields must have
 * @param after where the last page ended, or null for the first page
 * @param limit the most records in a page
 */
public record Query(Map<String, String> fields, @Nullable String after, int limit) {

    /** The size of a page when nothing is said. */
    public static final int DEFAULT_LIMIT = 100;

    /** The largest page. */
    public static final int GREATEST_LIMIT = 1_000;

    /** Copies the fields and refuses a page without room, or with too much. */
    public Query {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        if (limit < 1 || limit > GREATEST_LIMIT) {
            throw new AiopsException("A page holds from 1 to " + GREATEST_LIMIT + " records, not " + limit + ".");
        }
    }

    /** Everything. */
    public static Query all() {
        return new Query(Map.of(), null, DEFAULT_LIMIT);
    }

    /** The same query with one more condition. */
    public Query where(String field, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(field, value);
        return new Query(more, after, limit);
    }

    /** The same query from where a page ended. */
    public Query after(@Nullable String cursor) {
        return new Query(fields, cursor, limit);
    }

    /** The same query with pages of another size. */
    public Query limit(int most) {
        return new Query(fields, after, most);
    }
}
