package io.aiops4j.core.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as a store keeps it. Whoever writes a store begins {@link RecordStore#save(List)} with {@link #all}: what cannot be
 * kept is refused before anything is written.
 *
 * <pre>{@code
 * public void save(List<T> records) {
 *     for (Encoded record : Encoded.all(codec, records)) {
 *         ...
 *     }
 * }
 * }</pre>
 *
 * @param index how it is found again, and what it counts for
 * @param text the record as text
 */
public record Encoded(RecordIndex index, String text) {

    /** The most records in one batch. */
    public static final int MOST = 5_000;

    /** The most characters that the records of one batch have together. */
    public static final long LARGEST = 64L << 20;

    private static final byte[] MARK = {(byte) 0xff};

    /** These records, or a refusal of all of them that says which one is at fault. */
    public static <T> List<Encoded> all(RecordCodec<T> codec, @Nullable List<? extends @Nullable T> records) {
        if (records == null) {
            throw Keys.missing("list of records");
        }
        if (records.size() > MOST) {
            throw new RecordRefusedException(
                    "A batch of " + records.size() + " records; " + MOST
                            + " is the most. Save them in several batches.",
                    null);
        }
        List<Encoded> all = new ArrayList<>(records.size());
        long size = 0;
        for (T record : records) {
            if (record == null) {
                throw Keys.missing("record " + all.size() + " of the batch");
            }
            Encoded encoded = of(codec, record, all.size());
            size += encoded.text().length();
            if (size > LARGEST) {
                throw new RecordRefusedException(
                        "A batch has more than " + LARGEST + " characters with record '"
                                + encoded.index().id()
                                + "'. Save fewer at once; keep what is larger elsewhere and save where.",
                        null);
            }
            all.add(encoded);
        }
        return all;
    }

    /**
     * The text as bytes: UTF-8, unless it has half of a character in it, as a text that was cut may have: then a byte that UTF-8
     * never has and the text as it is.
     */
    public byte[] bytes() {
        return bytes(text);
    }

    /** The same for a text that no index is made of. */
    public static byte[] bytes(String text) {
        return Keys.isWhole(text) ? text.getBytes(StandardCharsets.UTF_8) : Keys.raw(MARK, text);
    }

    /** The text that {@link #bytes()} gave these bytes for. */
    public static String text(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == MARK[0]
                ? ByteBuffer.wrap(bytes, 1, bytes.length - 1).asCharBuffer().toString()
                : new String(bytes, StandardCharsets.UTF_8);
    }

    private static <T> Encoded of(RecordCodec<T> codec, T record, int number) {
        try {
            return of(codec, record);
        } catch (RuntimeException | StackOverflowError e) { // a codec that goes round in a circle of objects
            throw new RecordRefusedException("Record " + number + " of the batch cannot be kept: " + e.getMessage(), e);
        }
    }

    private static <T> Encoded of(RecordCodec<T> codec, T record) {
        @Nullable RecordIndex index = codec.index(record);
        if (index == null) {
            throw Keys.missing("index of a record: see its codec");
        }
        @Nullable String text = codec.encode(record);
        if (text == null) {
            throw Keys.missing("text of record '" + index.id() + "': see its codec");
        }
        return new Encoded(index, text);
    }
}
