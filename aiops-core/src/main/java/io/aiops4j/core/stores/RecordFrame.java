package io.aiops4j.core.stores;

import io.aiops4j.core.store.Encoded;
import io.aiops4j.core.store.RecordIndex;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record, or the sums of one tally, as the bytes of a log.
 *
 * <pre>
 * type 1 | seconds 8 | nanoseconds 4 | id | fields | words | whose tally | tally | text
 * type 1 | whose tally | tally
 * </pre>
 */
final class RecordFrame {

    /** A record that adds to a tally if its id is new where it stands. */
    static final byte RECORD = 1;

    /** A record whose tally is in the sums already: what a rewritten file has. */
    static final byte COUNTED = 2;

    /** The sums of one tally so far. */
    static final byte SUMS = 3;

    private final ByteBuffer in;

    private RecordFrame(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** What a log needs to know of a frame without its text. */
    record Head(
            byte type,
            RecordKey key,
            Map<String, String> fields,
            Set<String> words,
            String tallyOf,
            Map<String, Long> tally) {}

    static byte[] of(Encoded record) {
        RecordIndex index = record.index();
        return write(out -> {
            out.writeByte(RECORD);
            Instant time = index.time();
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
            text(out, index.id());
            Map<String, String> fields = index.keys();
            out.writeInt(fields.size());
            for (Map.Entry<String, String> field : fields.entrySet()) {
                text(out, field.getKey());
                text(out, field.getValue());
            }
            Set<String> words = index.words();
            out.writeInt(words.size());
            for (String word : words) {
                text(out, word);
            }
            tally(out, index.tallyOf(), index.tally());
            bytes(out, record.bytes());
        });
    }

    static byte[] sums(String of, Map<String, Long> sums) {
        return write(out -> {
            out.writeByte(SUMS);
            tally(out, of, sums);
        });
    }

    /** The same record, its tally counted already. */
    static byte[] counted(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[0] = COUNTED;
        return copy;
    }

    /** A record as version 1 of the file had it: neither words nor a tally stood before its text. */
    static byte[] ofVersion1(byte[] bytes) {
        RecordFrame old = new RecordFrame(bytes);
        old.in.position(Long.BYTES + Integer.BYTES);
        old.skipText();
        for (int left = 2 * old.in.getInt(); left > 0; left--) {
            old.skipText();
        }
        int textAt = old.in.position();
        return write(out -> {
            out.writeByte(COUNTED);
            out.write(bytes, 0, textAt);
            out.writeInt(0);
            tally(out, null, Map.of());
            out.write(bytes, textAt, bytes.length - textAt);
        });
    }

    static Head head(byte[] bytes) {
        RecordFrame frame = new RecordFrame(bytes);
        byte type = frame.in.get();
        if (type == SUMS) {
            return new Head(type, new RecordKey(Instant.MIN, ""), Map.of(), Set.of(), frame.text(), frame.tally());
        }
        RecordKey key = new RecordKey(Instant.ofEpochSecond(frame.in.getLong(), frame.in.getInt()), frame.text());
        Map<String, String> fields = new HashMap<>();
        for (int left = frame.in.getInt(); left > 0; left--) {
            // what version 1 wrote may be longer than a key
            fields.put(RecordIndex.key(frame.text()), RecordIndex.key(frame.text()));
        }
        Set<String> words = new HashSet<>();
        for (int left = frame.in.getInt(); left > 0; left--) {
            words.add(frame.text());
        }
        return new Head(type, key, fields, words, frame.text(), frame.tally());
    }

    /** The record's text. */
    static String body(byte[] bytes) {
        RecordFrame frame = new RecordFrame(bytes);
        frame.in.position(1 + Long.BYTES + Integer.BYTES);
        frame.skipText();
        for (int left = 2 * frame.in.getInt(); left > 0; left--) {
            frame.skipText();
        }
        for (int left = frame.in.getInt(); left > 0; left--) {
            frame.skipText();
        }
        frame.skipText();
        for (int left = frame.in.getInt(); left > 0; left--) {
            frame.skipText();
            frame.in.getLong();
        }
        return Encoded.text(frame.bytes());
    }

    private static void tally(DataOutputStream out, @Nullable String of, Map<String, Long> tally) throws IOException {
        text(out, of == null ? "" : RecordIndex.key(of));
        out.writeInt(of == null ? 0 : tally.size());
        if (of != null) {
            for (Map.Entry<String, Long> sum : tally.entrySet()) {
                text(out, sum.getKey());
                out.writeLong(sum.getValue());
            }
        }
    }

    private Map<String, Long> tally() {
        Map<String, Long> tally = new HashMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            tally.put(text(), in.getLong());
        }
        return tally;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    private String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private void skipText() {
        int length = in.getInt();
        in.position(in.position() + length);
    }

    private interface Content {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
