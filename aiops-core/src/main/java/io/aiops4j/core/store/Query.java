package io.aiops4j.core.store;

import io.aiops4j.core.AiopsException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records: all whose fields have these values and whose text has these words, of this time, the newest first, from where
 * the last page ended.
 *
 * <pre>{@code
 * Query failed = Query.all().where("runbook", "redis-oom").where("status", "failed").text("connection refused").limit(20);
 * }</pre>
 *
 * @param fields the values that fields must have
 * @param text the words that must occur in the record's text, in whatever order and case; empty for no matter which
 * @param since the earliest time, itself included, or null for no matter when
 * @param before the time that is too late already, itself excluded, or null for no matter when
 * @param after where the last page ended, or null for the first page
 * @param limit the most records in a page
 */
public record Query(
        Map<String, String> fields,
        String text,
        @Nullable Instant since,
        @Nullable Instant before,
        @Nullable String after,
        int limit) {

    /** The size of a page when nothing is said. */
    public static final int DEFAULT_LIMIT = 100;

    /** The largest page. */
    public static final int GREATEST_LIMIT = 1_000;

    /** Copies the fields and refuses a page without room, or with too much. */
    public Query {
        fields = Keys.requireFields(fields, RecordIndex.MOST_FIELDS);
        if (text == null) {
            throw Keys.missing("text to look for: use an empty one for no matter which");
        }
        if (limit < 1 || limit > GREATEST_LIMIT) {
            throw new AiopsException("A page holds from 1 to " + GREATEST_LIMIT + " records, not " + limit + ".");
        }
    }

    /** Everything. */
    public static Query all() {
        return new Query(Map.of(), "", null, null, null, DEFAULT_LIMIT);
    }

    /** The same query with one more condition. */
    public Query where(String field, String value) {
        Map<String, String> more = new HashMap<>(fields);
        more.put(field, value);
        return new Query(more, text, since, before, after, limit);
    }

    /** The same query for records whose text has all of these words. */
    public Query text(String words) {
        return new Query(fields, words, since, before, after, limit);
    }

    /** The same query for records of this time or later. */
    public Query since(Instant earliest) {
        return new Query(fields, text, earliest, before, after, limit);
    }

    /** The same query for records from before this time. */
    public Query before(Instant tooLate) {
        return new Query(fields, text, since, tooLate, after, limit);
    }

    /** The same query from where a page ended. */
    public Query after(@Nullable String cursor) {
        return new Query(fields, text, since, before, cursor, limit);
    }

    /** The same query with pages of another size. */
    public Query limit(int most) {
        return new Query(fields, text, since, before, after, most);
    }

    /** The words that must occur, as {@link RecordIndex#words()} finds them; a text without letters and digits has none. */
    public Set<String> words() {
        return Words.of(text);
    }

    /** The fields as {@link RecordIndex#keys()} has them. */
    public Map<String, String> keys() {
        return Keys.of(fields);
    }

    /** Whether records of this time are wanted. */
    public boolean covers(Instant time) {
        return (since == null || !time.isBefore(since)) && (before == null || time.isBefore(before));
    }

    /** Whether a record is one of these. */
    public boolean matches(RecordIndex record) {
        return record.fields().entrySet().containsAll(fields.entrySet())
                && covers(record.time())
                && record.words().containsAll(words());
    }
}
