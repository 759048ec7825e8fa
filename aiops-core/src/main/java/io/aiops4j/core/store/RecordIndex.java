package io.aiops4j.core.store;

import io.aiops4j.core.AiopsException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a record is found again, and what it counts for.
 *
 * <pre>{@code
 * return RecordIndex.of(job.id(), job.started())
 *         .with("queue", job.queue())
 *         .text(job.error())
 *         .tally(job.queue(), Map.of("runs", 1L));
 * }</pre>
 *
 * @param id the record's id, unique among its type: from 1 to {@value Keys#LONGEST} characters
 * @param time when it came to be, from {@link #EARLIEST} to before {@link #TOO_LATE}: the order of pages and the measure of
 *     purging
 * @param fields the fields that it is found by, whole; at most {@value #MOST_FIELDS}
 * @param text what it is found by, word by word; empty when it is not
 * @param tallyOf whose tally it adds to, or null when it adds to none
 * @param tally what it adds there, by name, when it is saved for the first time; at most {@value #MOST_FIELDS}
 */
public record RecordIndex(
        String id,
        Instant time,
        Map<String, String> fields,
        String text,
        @Nullable String tallyOf,
        Map<String, Long> tally) {

    /** The earliest time: what a database keeps in one column to the nanosecond. */
    public static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");

    /** The time that is too late already. */
    public static final Instant TOO_LATE = Instant.parse("2262-01-01T00:00:00Z");

    /** The most fields, and the most names in a tally. */
    public static final int MOST_FIELDS = 64;

    /** Copies the maps and refuses what some store cannot keep. */
    public RecordIndex {
        Keys.requireName("record's id", id);
        if (time == null) {
            throw Keys.missing("time of record '" + id + "'");
        }
        if (time.isBefore(EARLIEST) || !time.isBefore(TOO_LATE)) {
            throw new AiopsException("The time " + time + " of record '" + id + "' cannot be stored. Use one from "
                    + EARLIEST + " to before " + TOO_LATE + ".");
        }
        if (text == null) {
            throw Keys.missing("text of record '" + id + "' to find it by: use an empty one");
        }
        fields = Keys.requireFields(fields, MOST_FIELDS);
        tally = requireTally(tally);
    }

    private static Map<String, Long> requireTally(@Nullable Map<String, Long> tally) {
        if (tally == null) {
            throw Keys.missing("tally: use an empty one");
        }
        if (tally.size() > MOST_FIELDS) {
            throw new AiopsException("A tally of " + tally.size() + " names; " + MOST_FIELDS + " is the most.");
        }
        tally.forEach((name, add) -> {
            Keys.requireName("name in a tally", name);
            if (add == null) {
                throw Keys.missing("amount of '" + name + "' in a tally");
            }
        });
        return Collections.unmodifiableMap(new TreeMap<>(tally));
    }

    /** A record that is found by its time alone. */
    public static RecordIndex of(String id, Instant time) {
        return new RecordIndex(id, time, Map.of(), "", null, Map.of());
    }

    /** Also found by this field; one without a value is left out. */
    public RecordIndex with(String field, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new HashMap<>(fields);
        more.put(field, value);
        return new RecordIndex(id, time, more, text, tallyOf, tally);
    }

    /** Also found by the words of this text. */
    public RecordIndex text(String words) {
        return new RecordIndex(id, time, fields, words, tallyOf, tally);
    }

    /** Also counted: when it is saved for the first time, so much is added to what is tallied under this name. */
    public RecordIndex tally(String of, Map<String, Long> add) {
        return new RecordIndex(id, time, fields, text, of, add);
    }

    /**
     * The words that it is found by: runs of letters and digits in lower case, cut to {@value Words#LONGEST} characters; the first
     * {@value Words#MOST} that differ.
     */
    public Set<String> words() {
        return Words.of(text);
    }

    /** The fields as a store may keep them: each name and value as {@link #key} gives it. */
    public Map<String, String> keys() {
        return Keys.of(fields);
    }

    /**
     * What a store may keep in the place of a field's value, or of the name of a tally, to find it again: the text itself, or its
     * digest when it is longer than {@value Keys#LONGEST} characters, or has a NUL or half a character in it.
     */
    public static String key(String text) {
        return Keys.of(text);
    }
}
